"""CREA-32: who is told that an order was taken, by mail or SMS, or nobody; chosen as the order is validated."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, record
from odissee.tenants.alerts.people import people_on, reaches
from odissee.tenants.alerts.plan import HELD, plan_alert
from odissee.tenants.alerts.visit import next_visit

PRETICKED = ("requester", "occupant")
"""Who is told unless somebody unticks them."""


@dataclass(frozen=True, slots=True)
class CreationChoice:
    """One line of the window: boxes exist only for channels that lead to the person."""

    contact_id: UUID
    name: str
    mail: bool
    sms: bool
    ticked: frozenset[str]
    leaves: str


def creation_choices(
    people: Sequence[Any], roles: dict[UUID, set[Any]], *, dated: bool
) -> list[CreationChoice]:
    """The people of an order that is not written yet. `people`: contacts; `roles`: what each will be."""
    return [
        CreationChoice(
            one.id, one.full_name, bool(one.email), bool(one.mobile), _ticked(one, roles.get(one.id, set())),
            "Rendez-vous, fichier agenda" if dated else "Dossier ouvert, date à venir",
        )
        for one in people
    ]  # fmt: skip


def _ticked(one: Any, roles: Collection[Any]) -> frozenset[str]:
    if not (one.notify_on_appointment or {str(role) for role in roles}.intersection(PRETICKED)):
        return frozenset()
    return frozenset({"mail"} if one.email else {"sms"} if one.mobile else set())


def read_creation(raw: Collection[str]) -> set[tuple[UUID, str]]:
    """« mail:<contact> », « sms:<contact> » of the form; what is neither is left out."""
    found: set[tuple[UUID, str]] = set()
    for item in raw:
        channel, _, contact = str(item).partition(":")
        try:
            if channel in ("mail", "sms"):
                found.add((UUID(contact), channel))
        except ValueError:
            continue
    return found


async def tell_creation(
    tx: TenantTransaction, dossier_id: UUID, chosen: set[tuple[UUID, str]]
) -> Entry | None:
    """Plan it for those who are on the dossier; with a visit its date is told, else that the dossier is open."""
    visit = await next_visit(tx, dossier_id) if chosen else None
    event = "appointment_set" if visit is not None else "opening"
    data = (
        {"starts": visit["starts"].isoformat(), "ends": visit["ends"].isoformat(), "visit": str(visit["id"])}
        if visit
        else {}
    )
    ids, names = [], []
    for person in await people_on(tx, dossier_id) if chosen else []:
        for channel in ("mail", "sms"):
            if (person["id"], channel) in chosen and reaches(person, channel):
                key = f"created:{dossier_id}:{person['id']}:{channel}"
                at = clock.now() + HELD
                fresh = await plan_alert(
                    tx, dossier_id, person["id"], event, channel, key=key, at=at, data=data
                )
                ids += [str(fresh)] if fresh else []
                names.append(person["name"])
    if not ids:
        return None
    after = {"event": event, "names": list(dict.fromkeys(names)), "alerts": ids}
    return record(tx, "dossier", dossier_id, "alert.planned", dossier_id=dossier_id, after=after)
