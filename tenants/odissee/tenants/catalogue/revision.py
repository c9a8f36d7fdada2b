"""Dated rows are replaced by sets: what leaves and what comes is one entry of the journal, and can be put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.db.rows import current_actor
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

type Row = dict[str, Any]
"""A row as JSON holds it: ids and dates are text."""


@dataclass(frozen=True, slots=True)
class DatedTable:
    """The three statements that replacing rows needs."""

    name: str
    read: str
    erase: str
    write: str


UNIT_PRICE = DatedTable(
    "unit_price",
    "select to_jsonb(t) from unit_price t where id = any($1) for update",
    "delete from unit_price where id = any($1)",
    "insert into unit_price select (jsonb_populate_recordset(null::unit_price, $1)).*",
)
PRICE_SCALE = DatedTable(
    "price_scale",
    "select to_jsonb(t) from price_scale t where id = any($1) for update",
    "delete from price_scale where id = any($1)",
    "insert into price_scale select (jsonb_populate_recordset(null::price_scale, $1)).*",
)
PACK = DatedTable(
    "pack",
    "select to_jsonb(t) from pack t where id = any($1) for update",
    "delete from pack where id = any($1)",
    "insert into pack select (jsonb_populate_recordset(null::pack, $1)).*",
)
SURCHARGE = DatedTable(
    "surcharge",
    "select to_jsonb(t) from surcharge t where id = any($1) for update",
    "delete from surcharge where id = any($1)",
    "insert into surcharge select (jsonb_populate_recordset(null::surcharge, $1)).*",
)
TABLES = {table.name: table for table in (UNIT_PRICE, PRICE_SCALE, PACK, SURCHARGE)}


@dataclass(frozen=True, slots=True)
class Replacement:
    """Rows of one table that leave, and rows that come."""

    table: DatedTable
    leave: Sequence[Row]
    come: Sequence[Row]


def new_row(tx: TenantTransaction, **values: Any) -> Row:
    """A row of this company that nobody has yet."""
    actor = current_actor()
    return {
        "id": str(new_id()),
        "tenant_id": str(tx.tenant),
        "created_at": clock.now().isoformat(),
        "created_by": str(actor) if actor else None,
        **values,
    }


async def replace_rows(tx: TenantTransaction, verb: str, *changes: Replacement) -> Entry:
    """Do it and record it under a verb of `REVERSIBLE`."""
    after = {}
    for change in changes:
        await _swap(tx, change.table, change.leave, change.come)
        after[change.table.name] = await _read(tx, change.table, change.come)
    before = {change.table.name: list(change.leave) for change in changes}
    return record(tx, "price", new_id(), verb, before=before, after=after)


async def _read(tx: TenantTransaction, table: DatedTable, rows: Sequence[Row]) -> list[Row]:
    """The rows as the database now holds them: numbers and instants in its own writing."""
    return [each[0] for each in await tx.fetch(table.read, [UUID(row["id"]) for row in rows])]


async def _swap(tx: TenantTransaction, table: DatedTable, leave: Sequence[Row], come: Sequence[Row]) -> None:
    await tx.execute(table.erase, [UUID(row["id"]) for row in leave])
    await tx.execute(table.write, list(come))


async def put_rows_back(tx: TenantTransaction, entry: Any) -> None:
    """The inverse; raises `NothingToUndo` when a later change stands on one of these rows."""
    for name, after in entry["after"].items():
        table, before = TABLES[name], entry["before"][name]
        now = await _read(tx, table, [*before, *after])
        if sorted(now, key=_id) != sorted(after, key=_id):
            raise NothingToUndo
        try:
            await _swap(tx, table, after, before)
        except asyncpg.UniqueViolationError:
            raise NothingToUndo from None


def _id(row: Row) -> str:
    return str(row["id"])


REVERSIBLE = ("price.changed", "price.copied", "scale.changed", "pack.changed", "surcharge.changed")
for _verb in REVERSIBLE:
    reversible(_verb, "catalogue.manage")(put_rows_back)
