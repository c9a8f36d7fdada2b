"""An import under way: its file, its columns, its state, what the last pass said."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.files import read, store
from odissee.platform.french import fold
from odissee.platform.jobs import enqueue
from odissee.tenants.imports.guess import SAMPLE, guess_columns
from odissee.tenants.imports.plan import Rules
from odissee.tenants.imports.reading import Sheet, read_sheet

READ = """select r.*, trim(m.display_name) as by_name from import_run r left join membership m on m.id = r.created_by
           where r.id = $1"""
RECENT = """select r.id, r.name, r.state, r.counts, r.created_at, trim(m.display_name) as by_name
              from import_run r left join membership m on m.id = r.created_by order by r.created_at desc, r.id desc limit 20"""
MOVE = """update import_run set state = $3, updated_at = $4, problem = '', done_count = 0, total_count = $5, counts = '{}'
           where id = $1 and state = any($2) returning id"""
STARTABLE = {"trying": ["mapping", "tried", "failed"], "importing": ["tried"]}


class ImportMoved(Conflict):
    """The import is already under way or finished, on another page."""

    title = "Cet import a avancé sur une autre page. Rechargez pour voir où il en est."


@dataclass(frozen=True, slots=True)
class Opened:
    """A run's row with its file read again."""

    row: Any
    sheet: Sheet

    @property
    def rules(self) -> Rules:
        mapping = {int(place): key for place, key in self.row["mapping"].items()}
        return Rules(mapping, self.row["replaces"], self.row["lenient"])


async def begin(tx: TenantTransaction, data: bytes, name: str) -> UUID:
    """Keep the file with its columns as guessed, or as a person put them for the same headings before.

    Raises `UnreadableFile`.
    """
    sheet = await asyncio.to_thread(read_sheet, data)
    file = await store(tx, data, name=name[:200], media_type="application/octet-stream", kind="import")
    id, mapping = new_id(), await _mapping(tx, sheet)
    actor = tx.state.get("actor")
    await tx.execute(
        """insert into import_run (id, file_id, name, header_line, mapping, total_count, created_by)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        id, file.id, name[:200], sheet.header_line, mapping, len(sheet.rows),
        actor.membership_id if actor else None,
    )  # fmt: skip
    return id


async def _mapping(tx: TenantTransaction, sheet: Sheet) -> dict[str, str]:
    known = await tx.fetchval(
        "select mapping from import_mapping where kind = 'contact' and signature = $1", signature(sheet)
    )
    if known is not None:
        return dict(known)
    guesses = guess_columns(sheet.headings, [row.cells for row in sheet.rows[:SAMPLE]])
    return {str(place): guess.key for place, guess in enumerate(guesses)}


def signature(sheet: Sheet) -> str:
    """The headings by which the same export is recognised."""
    return "|".join(fold(heading) for heading in sheet.headings)[:2000]


async def run_of(tx: TenantTransaction, run_id: UUID) -> Any:
    row = await tx.fetchrow(READ, run_id)
    if row is None:
        raise NotFound
    return row


async def opened(tx: TenantTransaction, run_id: UUID) -> Opened:
    """The run with its file; raises `NotFound`."""
    row = await run_of(tx, run_id)
    data = await read(tx, row["file_id"])
    return Opened(row, await asyncio.to_thread(read_sheet, data))


async def choose(
    tx: TenantTransaction, run: Opened, mapping: dict[int, str], *, replaces: bool, lenient: bool
) -> None:
    """Keep the person's columns, for this file and the next one with the same headings."""
    kept = {str(place): key for place, key in mapping.items()}
    await tx.execute(
        "update import_run set mapping = $2, replaces = $3, lenient = $4 where id = $1",
        run.row["id"], kept, replaces, lenient,
    )  # fmt: skip
    await tx.execute(
        """insert into import_mapping (kind, signature, mapping, updated_at) values ('contact', $1, $2, $3)
           on conflict (tenant_id, kind, signature) do update set mapping = excluded.mapping,
             updated_at = excluded.updated_at""",
        signature(run.sheet), kept, clock.now(),
    )  # fmt: skip


async def start(tx: TenantTransaction, run_id: UUID, state: str, lines: int) -> None:
    """Hand the trial or the import to the worker; raises `ImportMoved` when it is not its turn."""
    if await tx.fetchval(MOVE, run_id, STARTABLE[state], state, clock.now(), lines) is None:
        raise ImportMoved
    await enqueue(tx, "import.run", {"run": str(run_id), "state": state}, f"import:{run_id}:{new_id()}")


async def recent_runs(tx: TenantTransaction) -> list[Any]:
    return await tx.fetch(RECENT)


async def progressed(tenant: UUID, run_id: UUID, done: int) -> None:
    """Visible at once, whatever becomes of the transaction that works; it must not have touched the run's row."""
    async with db.apart(tenant) as tx:
        await tx.execute("update import_run set done_count = $2 where id = $1", run_id, done)
