"""Jobs that stopped or are late, and starting them again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

LATE = timedelta(minutes=5)
"""A job waits a second at most when all is well."""
LIMIT = 200
KINDS = {"mail.send": "Envoi d’un mail", "sms.send": "Envoi d’un SMS"}
LIST = """select id, kind, payload, state, attempts, last_error, not_before, created_at, done_count, total_count
            from job
           where state = 'dead' or (state = 'ready' and not_before < $1) or (state = 'running' and lease_until < $1)
              or (state = 'ready' and attempts > 0)
           order by (state = 'dead') desc, id desc limit $2"""
AGAIN = """update job set state = 'ready', attempts = 0, not_before = $3, published_at = null
            where state = 'dead' and ($1::uuid is null or id = $1) and ($2::text is null or kind = $2) returning id"""


async def troubled(tx: TenantTransaction) -> list[Any]:
    """Dead jobs first, then those that are late or have failed once; newest first."""
    return await tx.fetch(LIST, clock.now() - LATE, LIMIT)


def label_of(kind: str) -> str:
    """The kind in French, or as it is."""
    return KINDS.get(kind, kind)


async def start_again(
    tx: TenantTransaction, job_id: UUID | None = None, kind: str | None = None
) -> tuple[Entry, int]:
    """Give one dead job, or all of a kind, its attempts back. Raises `NotFound` when none is dead."""
    if job_id is None and kind is None:
        raise ValueError("which jobs?")
    ids = [row["id"] for row in await tx.fetch(AGAIN, job_id, kind, clock.now())]
    if not ids:
        raise NotFound
    entry = record(
        tx, "job", ids[0], "job.started_again", after={"jobs": [str(id) for id in ids], "kind": kind or ""}
    )
    return entry, len(ids)


@reversible("job.started_again", "company.settings")
async def stop_again(tx: TenantTransaction, row: Any) -> None:
    """Back among the dead, as long as nothing has run."""
    ids = [UUID(id) for id in row["after"]["jobs"]]
    stopped = await tx.fetch(
        "update job set state = 'dead' where id = any($1) and state = 'ready' and attempts = 0 returning id",
        ids,
    )
    if not stopped:
        raise NothingToUndo
