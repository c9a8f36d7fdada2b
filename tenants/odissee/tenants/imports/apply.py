"""The trial, which writes only its report, and the import, which writes everything or nothing."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.tenants.contacts import BulkLine, stored_contacts, write_many
from odissee.tenants.imports.known import Book
from odissee.tenants.imports.links import link_networks, link_parents
from odissee.tenants.imports.plan import Line, book_of, plan
from odissee.tenants.imports.runs import Opened, opened, progressed

STEP = 500
SHOWN = 200
"""Created and updated lines that the report of a trial keeps; refused ones are all kept."""
LINE = """insert into import_line (id, import_id, line, outcome, name, contact_id, problems, notes, before, after)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"""
SETTLE = (
    "update import_run set state = $2, counts = $3, updated_at = $4, done_count = total_count where id = $1"
)
ALONE = "select pg_advisory_xact_lock(hashtextextended('import:' || current_setting('app.tenant'), 0))"
"""Two imports of one company would each find the other's people absent: one after the other."""
OUTCOMES = ("created", "updated", "unchanged", "refused")


class NothingEntered(OdisseeError):
    """The database refused; the import did not leave half of itself."""

    permanent = True


async def run_import(tx: TenantTransaction, run_id: UUID, state: str) -> None:
    """The work of the worker: plan every line; when importing, write the plan. Progress is told on the way."""
    run = await opened(tx, run_id)
    if run.row["state"] != state:
        return  # taken over or undone meanwhile
    if state == "importing":
        await tx.execute(ALONE)
    lines, book = await _planned(tx, run)
    await tx.execute("delete from import_line where import_id = $1", run_id)
    counts = Counter(line.outcome for line in lines)
    if state == "importing":
        await _write(tx, run, lines, book)
    await _report(tx, run_id, lines, trial=state == "trying")
    done = {name: counts[name] for name in OUTCOMES}
    await tx.execute(SETTLE, run_id, "tried" if state == "trying" else "done", done, clock.now())
    if state == "importing":
        record(tx, "import", run_id, "import.done", after=done | {"name": run.row["name"]})
    tell(tx, "import", run_id)


async def _planned(tx: TenantTransaction, run: Opened) -> tuple[list[Line], Book]:
    """Every line's fate; the worker breathes between steps, since reading telephones is slow work."""
    book = book_of(await stored_contacts(tx))
    lines: list[Line] = []
    for line in plan(run.sheet, run.rules, book):
        lines.append(line)
        if len(lines) % STEP == 0:
            await progressed(
                tx.tenant, run.row["id"], len(lines) // 2 if run.row["state"] == "importing" else len(lines)
            )
            await asyncio.sleep(0)
    link_parents(lines, book)
    await link_networks(tx, lines, write=run.row["state"] == "importing")
    return lines, book


async def _write(tx: TenantTransaction, run: Opened, lines: Sequence[Line], book: Book) -> None:
    """Main accounts before the others; a contact of whom several lines speak is written once."""
    merged = _merged(lines, book)
    ordered = sorted(
        merged, key=lambda line: (line.values.get("parent_id") is not None, line.before is not None)
    )
    total = len(ordered) or 1

    async def done(count: int) -> None:
        size = len(run.sheet.rows)
        await progressed(tx.tenant, run.row["id"], size // 2 + size * count // (2 * total))

    await write_many(tx, ordered, run.row["name"], done)


def _merged(lines: Sequence[Line], book: Book) -> list[BulkLine]:
    people = {one.id: one.values for one in book.people}
    found: dict[UUID, BulkLine] = {}
    for line in lines:
        if line.id is None or line.outcome not in ("created", "updated"):
            continue
        known = found.get(line.id)
        if known is None:
            found[line.id] = BulkLine(line.id, dict(line.values), _copy(line.before), people[line.id])
        else:
            known.values |= line.values
            if known.before is not None:
                known.before = {**(line.before or {}), **known.before}
    return list(found.values())


def _copy(values: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else dict(values)


async def _report(tx: TenantTransaction, run_id: UUID, lines: Sequence[Line], *, trial: bool) -> None:
    kept: Counter[str] = Counter()
    fresh = {line.id for line in lines if line.outcome == "created"} if trial else set()
    rows = []
    for line in lines:
        kept[line.outcome] += 1
        if line.outcome == "unchanged" or (
            trial and line.outcome != "refused" and kept[line.outcome] > SHOWN
        ):
            continue
        before = None if line.before is None else _plain(line.before)
        after = _plain(line.values) if line.before is not None else None
        contact = None if line.outcome == "refused" or line.id in fresh else line.id
        rows.append((
            new_id(), run_id, line.number, line.outcome, line.name[:200], contact, line.problems, line.notes, before, after,
        ))  # fmt: skip
    await tx.executemany(LINE, rows)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}
