"""The appointment of a dossier as it stands at this moment, and the words about it."""

from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import duration, hour_of, local_date, moment, short_date
from odissee.tenants.quotes import preparation_of

VISIT = """
select a.id, lower(a.during) as starts, upper(a.during) as ends, s.first_name || ' ' || s.last_name as technician
  from appointment a join staff_member s on s.id = a.staff_id join dossier d on d.id = a.dossier_id
 where a.dossier_id = $1 and a.state in ('confirmed', 'en_route') and lower(a.during) > $2
   and d.status <> 'cancelled' and d.trashed_at is null
 order by lower(a.during) limit 1"""
NAMED = {1: "demain", 2: "après-demain"}


async def next_visit(tx: TenantTransaction, dossier_id: UUID) -> Any | None:
    """The next appointment of a dossier that is alive; None when there is none to come."""
    return await tx.fetchrow(VISIT, dossier_id, clock.now())


def visit_words(visit: Any, dossier: Any) -> dict[str, Any]:
    """When, how long, who, how one gets in."""
    zone, starts = dossier["zone"], visit["starts"]
    minutes = int((visit["ends"] - starts).total_seconds() // 60)
    day = local_date(starts, zone)
    return {
        "appointment_at": moment(starts, zone), "appointment_sms": sms_moment(starts, zone),
        "appointment_time": hour_of(starts, zone), "appointment_duration": duration(minutes),
        "appointment_day_label": day_label(day, clock.today(zone)), "technician_name": visit["technician"],
        "technician_sms": visit["technician"], "access_label": _access(dossier),
    }  # fmt: skip


async def ready_words(tx: TenantTransaction, dossier_id: UUID) -> dict[str, Any]:
    """What the client gets ready before the visit."""
    return {"preparation_list": await preparation_of(tx, dossier_id)}


def sms_moment(starts: Any, zone: str) -> str:
    """« mar. 24 nov. à 14 h 30 »; never with the year: it is within weeks."""
    day = local_date(starts, zone)
    return f"{short_date(day, day)} à {hour_of(starts, zone)}"


def day_label(day: date, today: date) -> str:
    """« demain », « après-demain », else the day itself."""
    return NAMED.get((day - today).days) or f"le {short_date(day, today)}"


def _access(dossier: Any) -> str:
    parts = (
        f"étage {dossier['floor']}" if dossier["floor"] else "", f"porte {dossier['door']}" if dossier["door"] else "",
        dossier["access_notes"],
    )  # fmt: skip
    return ", ".join(str(part) for part in parts if part)
