"""Blocking and opening reports (DOSS-12), one or all, for one contact or for all."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.tenants.documents.sight import Lock
from odissee.tenants.documents.state import show_state

LIVE = """select id, document_series_id, contact_id, reason from report_lock
           where dossier_id = $1 and lifted_at is null"""
INSERT = """insert into report_lock (id, dossier_id, document_series_id, contact_id, reason, created_by, created_at)
  select $1, $2, $3::uuid, $4::uuid, $5, $6::uuid, $7::timestamptz where not exists (
    select from report_lock where dossier_id = $2 and lifted_at is null
       and document_series_id is not distinct from $3 and contact_id is not distinct from $4) returning id"""
HOLD = "select from dossier where id = $1 for update"
LIFT = """update report_lock set lifted_at = $4, lifted_by = $5
  where dossier_id = $1 and lifted_at is null and ($2::uuid is null or document_series_id = $2)
    and ($3::uuid is null or contact_id = $3) returning id"""


async def live_locks(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """The locks that hold now."""
    return await tx.fetch(LIVE, dossier_id)


def as_locks(rows: list[Any]) -> tuple[Lock, ...]:
    """Rows as the pure decision wants them."""
    return tuple(Lock(row["document_series_id"], row["contact_id"]) for row in rows)


async def lock_reports(
    tx: TenantTransaction, dossier_id: UUID, series_id: UUID | None, contact_id: UUID | None, reason: str = "hand"
) -> Any:  # fmt: skip
    """Block; returns the journal entry, None when it was so already. No hand-over happens meanwhile."""
    await tx.execute(HOLD, dossier_id)
    actor = tx.state.get("actor")
    id = await tx.fetchval(
        INSERT,
        new_id(),
        dossier_id,
        series_id,
        contact_id,
        reason,
        actor.membership_id if actor else None,
        clock.now(),
    )
    if id is None:
        return None
    entry = record(
        tx, "dossier", dossier_id, "report.locked", dossier_id=dossier_id, before={},
        after={"locks": [str(id)], "what": await _what(tx, series_id), "who": await _who(tx, contact_id)},
    )  # fmt: skip
    await show_state(tx, dossier_id)
    return entry


async def unlock_reports(
    tx: TenantTransaction, dossier_id: UUID, series_id: UUID | None, contact_id: UUID | None
) -> Any:
    """Open again what these words name: all locks, those of one report, of one contact, or of both."""
    actor = tx.state.get("actor")
    rows = await tx.fetch(
        LIFT, dossier_id, series_id, contact_id, clock.now(), actor.membership_id if actor else None
    )
    if not rows:
        return None
    entry = record(
        tx, "dossier", dossier_id, "report.unlocked", dossier_id=dossier_id, before={},
        after={"locks": [str(row["id"]) for row in rows], "what": await _what(tx, series_id),
               "who": await _who(tx, contact_id)},
    )  # fmt: skip
    await show_state(tx, dossier_id)
    return entry


async def open_when_paid(tx: TenantTransaction, dossier_id: UUID) -> int:
    """The balance is paid: lift the locks that waited for it; returns how many. Locks set by hand stay."""
    rows = await tx.fetch(
        """update report_lock set lifted_at = $2 where dossier_id = $1 and lifted_at is null and reason = 'payment'
           returning id""",
        dossier_id, clock.now(),
    )  # fmt: skip
    if rows:
        record(tx, "dossier", dossier_id, "report.paid", dossier_id=dossier_id, after={"locks": len(rows)})
        await show_state(tx, dossier_id)
    return len(rows)


async def _what(tx: TenantTransaction, series_id: UUID | None) -> str:
    if series_id is None:
        return ""
    title = await tx.fetchval(
        "select title from document where series_id = $1 order by version desc limit 1", series_id
    )
    return str(title)


async def _who(tx: TenantTransaction, contact_id: UUID | None) -> str:
    if contact_id is None:
        return ""
    return str(
        await tx.fetchval(
            "select trim(first_name || ' ' || last_name) from contact where id = $1", contact_id
        )
    )


@reversible("report.locked", "report.manage")
async def lock_back(tx: TenantTransaction, row: Any) -> None:
    """Lift again the very locks that were set."""
    await _turn(tx, row, lifted=True)


@reversible("report.unlocked", "report.manage")
async def unlock_back(tx: TenantTransaction, row: Any) -> None:
    """Set again the very locks that were lifted, unless others hold the same now."""
    await _turn(tx, row, lifted=False)


TURN = """update report_lock l set lifted_at = $3::timestamptz, lifted_by = null
  where l.id = any($1::uuid[]) and (l.lifted_at is null) = $2 and ($2 or not exists (
    select from report_lock o where o.dossier_id = l.dossier_id and o.lifted_at is null
       and o.document_series_id is not distinct from l.document_series_id
       and o.contact_id is not distinct from l.contact_id)) returning id"""


async def _turn(tx: TenantTransaction, row: Any, *, lifted: bool) -> None:
    ids = [UUID(id) for id in row["after"]["locks"]]
    turned = await tx.fetch(TURN, ids, lifted, clock.now() if lifted else None)
    if not turned:
        raise NothingToUndo
    await show_state(tx, row["dossier_id"])
