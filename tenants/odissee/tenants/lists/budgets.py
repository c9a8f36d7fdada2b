"""What an origin costs over a period (directory, advertising): for the cost of a dossier in statistics."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

OVERLAP = """select exists (select from origin_budget where list_value_id = $1
               and daterange(starts_on, ends_on, '[]') && daterange($2, $3, '[]'))"""


class PeriodTaken(Conflict):
    """Two budgets of one origin would count twice."""

    title = (
        "Cette période en recouvre une autre de la même origine. Changez les dates ou retirez l’autre budget."
    )


async def add_budget(tx: TenantTransaction, value_id: UUID, start: date, end: date, cents: int) -> Entry:
    """Raises `PeriodTaken`."""
    if await tx.fetchval(OVERLAP, value_id, start, end):
        raise PeriodTaken
    id = new_id()
    await _insert(tx, id, value_id, start, end, cents)
    after = {"value": str(value_id), "from": str(start), "to": str(end), "cents": cents}
    return record(tx, "budget", id, "budget.added", after=after)


async def _insert(
    tx: TenantTransaction, id: UUID, value_id: UUID, start: date, end: date, cents: int
) -> None:
    try:
        await tx.execute(
            "insert into origin_budget (id, list_value_id, starts_on, ends_on, amount_cents) values ($1, $2, $3, $4, $5)",
            id, value_id, start, end, cents,
        )  # fmt: skip
    except asyncpg.ExclusionViolationError:
        raise PeriodTaken from None


async def remove_budget(tx: TenantTransaction, value_id: UUID, budget_id: UUID) -> Entry:
    row = await tx.fetchrow(
        "delete from origin_budget where id = $1 and list_value_id = $2 returning *", budget_id, value_id
    )
    if row is None:
        raise NotFound
    before = {
        "value": str(row["list_value_id"]), "from": str(row["starts_on"]), "to": str(row["ends_on"]),
        "cents": row["amount_cents"],
    }  # fmt: skip
    return record(tx, "budget", budget_id, "budget.removed", before=before)


@reversible("budget.added", "catalogue.manage")
async def unadd(tx: TenantTransaction, row: Any) -> None:
    if await tx.fetchval("delete from origin_budget where id = $1 returning id", row["subject_id"]) is None:
        raise NothingToUndo


@reversible("budget.removed", "catalogue.manage")
async def unremove(tx: TenantTransaction, row: Any) -> None:
    was = row["before"]
    start, end = date.fromisoformat(was["from"]), date.fromisoformat(was["to"])
    if await tx.fetchval(OVERLAP, UUID(was["value"]), start, end):
        raise NothingToUndo
    await _insert(tx, row["subject_id"], UUID(was["value"]), start, end, was["cents"])
