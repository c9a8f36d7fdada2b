"""What a person chose to announce: read from the form, checked, planned, taken back."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form, parse_date, parse_time
from odissee.platform.french import MissingLocalTime, to_utc
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.rights import Actor
from odissee.tenants.alerts.announcements import ANNOUNCEMENTS
from odissee.tenants.alerts.people import people_on, reaches
from odissee.tenants.alerts.plan import HELD, cancel_alerts, plan_again, plan_alert

NOBODY = "Cochez au moins un contact, par mail ou par SMS."
NOTHING = "Choisissez ce qui est annoncé."
PAST = "Cette date est passée. Choisissez un jour et une heure à venir."
TOO_FAR = "Choisissez une date dans l’année qui vient."
NO_DAY = "Indiquez aussi le jour de l’envoi."
QUOTE_ONLY = "Le devis ne s’annonce qu’à son demandeur : décochez les autres contacts."
NO_ACCESS = "{} n’a pas accès aux rapports. Donnez-le-lui dans le bloc Contacts, ou décochez."


@dataclass(slots=True)
class Choice:
    """`targets`: (person, channel). `errors` name the field; with any of them nothing is planned."""

    event: str
    targets: list[tuple[Any, str]]
    at: datetime | None
    errors: dict[str, str] = field(default_factory=dict)


async def read_choice(
    tx: TenantTransaction, actor: Actor, dossier_id: UUID, form: Form, ticked: set[str], zone: str
) -> Choice:
    """`ticked` holds « mail:<contact> » and « sms:<contact> »."""
    people = await people_on(tx, dossier_id)
    targets = [
        (p, c) for p in people for c in ("mail", "sms") if f"{c}:{p['id']}" in ticked and reaches(p, c)
    ]
    at = _when(form, zone)
    choice = Choice(form.raw.get("event", ""), targets, at, form.errors)
    if not targets:
        choice.errors["to"] = NOBODY
    told = ANNOUNCEMENTS.get(choice.event)
    if told is None or not told.by_hand or not actor.may(told.permission):
        choice.errors["event"] = NOTHING
    elif lacking := await told.ready(tx, dossier_id):
        choice.errors["event"] = lacking
    else:
        _fits(choice)
    return choice


def _fits(choice: Choice) -> None:
    """Each of the two papers has people to whom it may not go: said before, not at night in a log."""
    if choice.event == "quote" and any("requester" not in p["roles"] for p, _ in choice.targets):
        choice.errors["to"] = QUOTE_ONLY
    shut = [p["name"] for p, _ in choice.targets if choice.event == "reports" and not p["report_access"]]
    if shut:
        choice.errors["to"] = NO_ACCESS.format(shut[0])


def _when(form: Form, zone: str) -> datetime | None:
    """None: now. A day without an hour is at 9 h."""
    if form.raw.get("when") != "later":
        return None
    day, at = form.read("day", parse_date), form.read("hour", parse_time)
    if day is None:
        form.errors.setdefault("day", NO_DAY)
        return None
    try:
        instant = to_utc(datetime.combine(day, at or time(9)), zone)
    except MissingLocalTime as error:
        form.errors["hour"] = str(error)
        return None
    if instant <= clock.now():
        form.errors["day"] = PAST
    elif instant > clock.now() + timedelta(days=366):
        form.errors["day"] = TOO_FAR
    return instant


async def plan_choice(tx: TenantTransaction, dossier_id: UUID, choice: Choice, once: str) -> Entry | None:
    """Plan every message; None when this very form was already sent."""
    ids, names = [], []
    for person, channel in choice.targets:
        key = f"hand:{once}:{person['id']}:{channel}:{choice.event}"
        at = choice.at or clock.now() + HELD
        fresh = await plan_alert(tx, dossier_id, person["id"], choice.event, channel, key=key, at=at)
        if fresh is not None:
            ids.append(str(fresh))
            names.append(person["name"])
    if not ids:
        return None
    after = {"event": choice.event, "names": list(dict.fromkeys(names)), "alerts": ids}
    return record(tx, "dossier", dossier_id, "alert.planned", dossier_id=dossier_id, after=after)


@reversible("alert.planned", "order.edit")
async def hold_back(tx: TenantTransaction, entry: Any) -> None:
    """Those that have not left stay here; nothing to undo once all have."""
    if not await cancel_alerts(tx, [UUID(id) for id in entry["after"]["alerts"]], "retenue avant l’envoi"):
        raise NothingToUndo


async def cancel_one(tx: TenantTransaction, dossier_id: UUID, alert_id: UUID) -> Entry | None:
    """Take one planned alert back; None when it has left or is not of this dossier."""
    known = await tx.fetchval(
        "select event from notification where id = $1 and dossier_id = $2", alert_id, dossier_id
    )
    if known is None or not await cancel_alerts(tx, [alert_id], "retirée à la main"):
        return None
    after = {"event": known, "alerts": [str(alert_id)]}
    return record(tx, "dossier", dossier_id, "alert.cancelled", dossier_id=dossier_id, after=after)


@reversible("alert.cancelled", "order.edit")
async def let_go(tx: TenantTransaction, entry: Any) -> None:
    """It waits again, unless its hour has passed."""
    if not await plan_again(tx, [UUID(id) for id in entry["after"]["alerts"]]):
        raise NothingToUndo
