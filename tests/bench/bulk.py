"""One act on 500 dossiers in a company of 20,000 among a million, and taking it back."""

import time
from typing import Any
from uuid import UUID

from odissee.platform.db import db
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.bulk import ACTS, MOST, apply_to_many, plan_for
from odissee.tenants.dossiers.bulk.apply import take_all_back
from tests.bench._million import fill
from tests.bench._stack import at, stack

N = 6
BUDGETS = {"status_worst_s": 2.0, "undo_worst_s": 2.0, "archive_worst_s": 2.0}
ANNE = Actor(UUID(int=1), UUID(int=1), None, "staff", "Anne Vidal", "AV", ("admin",))
SOME = "select id from dossier where archived_at is null and trashed_at is null order by id limit $1"


async def run() -> dict[str, Any]:
    async with stack("million") as running:
        company = await fill(running)
        status = [await _act(company, "statut", ("visited", "incomplete")[n % 2]) for n in range(N)]
        archive = [await _act(company, "archiver", "") for _ in range(N)]
    figures = {
        "dossiers": MOST, "status_p50_s": _p50(status, 0), "status_worst_s": max(one for one, _ in status),
        "undo_worst_s": max(back for _, back in status), "archive_p50_s": _p50(archive, 0),
        "archive_worst_s": max(one for one, _ in archive),
    }  # fmt: skip
    within = all(figures[name] <= most for name, most in BUDGETS.items())
    return {"bench": "bulk", "n": N, "figures": figures, "budgets": BUDGETS, "within": within}


def _p50(pairs: list[tuple[float, float]], which: int) -> float:
    return round(at(sorted(pair[which] for pair in pairs), 0.5) / 1000, 3)


async def _act(company: UUID, key: str, value: str) -> tuple[float, float]:
    """Seconds of the act until COMMIT, and of its undo."""
    begun = time.perf_counter()
    async with db.tenant(company) as tx:
        ids = [row["id"] for row in await tx.fetch(SOME, MOST)]
        entry = await apply_to_many(tx, await plan_for(tx, ANNE, ACTS[key], value, ids))
    done = time.perf_counter()
    assert entry is not None and len(entry.before) > MOST * 0.9
    async with db.tenant(company) as tx:
        row = await tx.fetchrow("select * from journal_entry where id = $1", entry.id)
        await take_all_back(tx, row)
    return round(done - begun, 3), round(time.perf_counter() - done, 3)
