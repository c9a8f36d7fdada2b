"""Moving, noting and cancelling the appointment of a dossier."""

from typing import Any
from uuid import UUID

import asyncpg

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import Trigger, move, refresh, visit_changed
from odissee.tenants.orders import Visit, place_visit

FIRST = """
select a.id, a.staff_id, a.note, lower(a.during) as starts, upper(a.during) as ends, a.state,
       trim(s.first_name || ' ' || s.last_name) as technician
  from appointment a join staff_member s on s.id = a.staff_id
 where a.dossier_id = $1 and a.active order by a.during limit 1"""
BACK = "update appointment set state = 'confirmed' where id = $1 and state = 'cancelled' returning id"
NEXT = """
update dossier d set (appointment_at, technician_id) = (select lower(a.during), a.staff_id from appointment a
   where a.dossier_id = d.id and a.active order by a.during limit 1) where d.id = $1"""


async def appointment_of(tx: TenantTransaction, dossier_id: UUID) -> Any | None:
    """The appointment that is to come, or the one that was held."""
    return await tx.fetchrow(FIRST, dossier_id)


async def change_visit(
    tx: TenantTransaction, actor: Actor, dossier_id: UUID, visit: Visit, note: str, zone: str
) -> bool:
    """Write or move it; False when nothing changes. Raises `Overlap`, and then nothing is kept."""
    before = await appointment_of(tx, dossier_id)
    moved = await place_visit(tx, actor, dossier_id, visit, visit.minutes or 60, zone)
    now = await appointment_of(tx, dossier_id)
    if now is None or (not moved and now["note"] == note):
        return False
    await tx.execute("update appointment set note = $2 where id = $1", now["id"], note)
    record(
        tx, "appointment", now["id"], "visit.changed" if before else "visit.set", dossier_id=dossier_id,
        before=_facts(before) if before else None, after=_facts(now) | {"note": note, "moved": moved},
    )  # fmt: skip
    if moved:
        await move(tx, dossier_id, Trigger.APPOINTMENT_CONFIRMED)
    await _show(tx, dossier_id)
    return True


async def cancel_visit(tx: TenantTransaction, dossier_id: UUID) -> Any:
    """Call it off; without another one the dossier waits for a date again. Returns the entry, None without a visit."""
    row = await appointment_of(tx, dossier_id)
    if row is None:
        return None
    await tx.execute("update appointment set state = 'cancelled' where id = $1", row["id"])
    await tx.execute(NEXT, dossier_id)
    entry = record(
        tx, "appointment", row["id"], "visit.cancelled", dossier_id=dossier_id, before=_facts(row), after={}
    )
    await visit_changed(tx, dossier_id)
    if await appointment_of(tx, dossier_id) is None:
        await move(tx, dossier_id, Trigger.LAST_APPOINTMENT_CANCELLED)
    await _show(tx, dossier_id)
    return entry


@reversible("visit.cancelled", "technicians.plan")
async def cancel_back(tx: TenantTransaction, entry: Any) -> None:
    """On again at the same hour, unless the technician was given to another visit meanwhile."""
    await tx.execute("savepoint visit_back")
    try:
        back = await tx.fetchval(BACK, entry["subject_id"])
    except asyncpg.ExclusionViolationError:
        await tx.execute("rollback to savepoint visit_back")
        back = None
    if back is None:
        raise NothingToUndo
    await tx.execute(NEXT, entry["dossier_id"])
    await visit_changed(tx, entry["dossier_id"])
    await move(tx, entry["dossier_id"], Trigger.APPOINTMENT_CONFIRMED)
    await _show(tx, entry["dossier_id"])


def _facts(row: Any) -> dict[str, Any]:
    return {"starts": row["starts"].isoformat(), "ends": row["ends"].isoformat(), "technician": row["technician"],
            "note": row["note"]}  # fmt: skip


async def _show(tx: TenantTransaction, dossier_id: UUID) -> None:
    await refresh(tx, dossier_id)
    tell(tx, "dossier", dossier_id)
