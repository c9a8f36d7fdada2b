"""Point 5: access, payment on site, and a plain appointment by hand. The planning that searches comes apart."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict, Forbidden
from odissee.platform.fields import Form, parse_date, parse_integer, parse_time
from odissee.platform.french import MissingLocalTime, hour_of, to_utc, typography
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import visit_changed

ACCESS = (("on_site", "Sur place"), ("keys", "Clés à retirer"), ("keeper", "Gardien"))
BUSY = """
select lower(a.during) as starts, upper(a.during) as ends, coalesce(d.city, '') as city
  from appointment a left join dossier d on d.id = a.dossier_id
 where a.staff_id = $1 and a.active and a.during && tstzrange($2, $3) and a.dossier_id is distinct from $4
 order by 1 limit 1"""
PLACED = """select id, staff_id, lower(during) as starts, upper(during) as ends from appointment
             where dossier_id = $1 and active order by during limit 1"""


class Overlap(Conflict):
    """The technician is somewhere else at that hour."""

    def __init__(self, name: str, row: Any, zone: str) -> None:
        city = f" ({row['city']})" if row["city"] else ""
        text = f"{name} est déjà pris de {hour_of(row['starts'], zone)} à {hour_of(row['ends'], zone)}{city}."
        super().__init__(typography(f"{text} Choisissez une autre heure."))


@dataclass(slots=True)
class Visit:
    """`starts` None: no appointment is asked."""

    starts: datetime | None = None
    minutes: int | None = None
    staff_id: UUID | None = None
    staff_name: str = ""
    saturday: bool = False
    errors: dict[str, str] = field(default_factory=dict)


def read_visit(form: Form, zone: str, staff: list[Any]) -> Visit:
    """The appointment as typed; date, hour and technician go together."""
    mine = Form(form.raw)
    day, at = mine.read("visit_date", parse_date), mine.read("visit_hour", parse_time)
    minutes = mine.read(
        "visit_minutes", lambda raw: parse_integer(raw.lower().removesuffix("min"), minimum=5, maximum=1440)
    )
    person = next((one for one in staff if str(one["id"]) == form.raw.get("visit_staff")), None)
    visit = Visit(minutes=minutes, errors=mine.errors)
    given = {
        name: bool(form.raw.get(name, "").strip()) for name in ("visit_date", "visit_hour", "visit_staff")
    }
    if any(given.values()) and not mine.errors:
        _lacking(visit, given)
    if day and isinstance(at, time) and person is not None:
        visit.staff_id, visit.staff_name, visit.saturday = person["id"], person["name"], day.weekday() == 5
        try:
            visit.starts = to_utc(datetime.combine(day, at), zone)
        except MissingLocalTime as error:
            visit.errors["visit_hour"] = str(error)
    return visit


def _lacking(visit: Visit, given: dict[str, bool]) -> None:
    sentences = {
        "visit_date": "Il manque la date du rendez-vous.", "visit_hour": "Il manque l’heure du rendez-vous.",
        "visit_staff": "Choisissez le technicien de ce rendez-vous.",
    }  # fmt: skip
    visit.errors |= {name: sentences[name] for name, is_given in given.items() if not is_given}


class MayNotPlan(Forbidden):
    """An appointment is moved by who plans."""

    title = "Votre profil ne permet pas de planifier un technicien. Videz le rendez-vous du point 5 pour enregistrer."


async def place_visit(
    tx: TenantTransaction, actor: Actor, dossier_id: UUID, visit: Visit, minutes: int, zone: str
) -> bool:
    """Write or move the dossier's appointment; raises `Overlap`. The database itself refuses a second one."""
    if visit.starts is None or visit.staff_id is None:
        return False
    ends = visit.starts + timedelta(minutes=visit.minutes or minutes or 60)
    placed = await tx.fetchrow(PLACED, dossier_id)
    if placed and (placed["staff_id"], placed["starts"], placed["ends"]) == (
        visit.staff_id,
        visit.starts,
        ends,
    ):
        return False
    if not actor.may("technicians.plan"):
        raise MayNotPlan
    await tx.execute("savepoint visit")
    try:
        await _write(tx, dossier_id, visit, ends, placed["id"] if placed else None)
    except asyncpg.ExclusionViolationError:
        await tx.execute("rollback to savepoint visit")
        row = await tx.fetchrow(BUSY, visit.staff_id, visit.starts, ends, dossier_id)
        raise (Overlap(visit.staff_name, row, zone) if row else Conflict()) from None
    await tx.execute(
        "update dossier set appointment_at = $2, technician_id = $3 where id = $1",
        dossier_id, visit.starts, visit.staff_id,
    )  # fmt: skip
    await visit_changed(tx, dossier_id)
    return True


async def _write(
    tx: TenantTransaction, dossier_id: UUID, visit: Visit, ends: datetime, placed: UUID | None
) -> None:
    if placed:
        await tx.execute(
            "update appointment set staff_id = $2, during = tstzrange($3, $4) where id = $1",
            placed, visit.staff_id, visit.starts, ends,
        )  # fmt: skip
        return
    await tx.execute(
        "insert into appointment (id, dossier_id, staff_id, during) values ($1, $2, $3, tstzrange($4, $5))",
        new_id(), dossier_id, visit.staff_id, visit.starts, ends,
    )  # fmt: skip
