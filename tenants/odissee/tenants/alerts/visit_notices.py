"""Who is to be told that a visit was set, moved or cancelled (COM-12), found by comparing with what they were told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.tenants.alerts.people import people_on, reaches
from odissee.tenants.alerts.plan import plan_alert
from odissee.tenants.alerts.rules import AutomaticRules, rules_of
from odissee.tenants.alerts.visit import next_visit

LOCK = "select id from dossier where id = $1 for update"
TOLD = """
select distinct on (contact_id, channel) contact_id, channel, event, data,
       count(*) over (partition by contact_id, channel) as times
  from notification
 where dossier_id = $1 and event in ('appointment_set', 'appointment_moved', 'appointment_cancelled')
   and state in ('planned', 'sent')
 order by contact_id, channel, created_at desc, id desc"""
EVER = "select count(*) from notification where dossier_id = $1 and event like 'appointment_%'"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to plan."""

    contact_id: UUID
    channel: str
    event: str
    data: dict[str, str]


async def tell_changes(tx: TenantTransaction, dossier_id: UUID) -> int:
    """Plan what the people of this dossier do not know yet; returns how many messages. Doing it twice plans nothing."""
    if await tx.fetchval(LOCK, dossier_id) is None:
        return 0
    visit, people, rules = (
        await next_visit(tx, dossier_id),
        await people_on(tx, dossier_id),
        await rules_of(tx),
    )
    told = {(row["contact_id"], row["channel"]): row for row in await tx.fetch(TOLD, dossier_id)}
    ever = await tx.fetchval(EVER, dossier_id)
    notices = [
        notice
        for person in people
        for channel in _channels(person, told, rules)
        if (
            notice := notice_for(
                person, channel, told.get((person["id"], channel)), visit, clock.now(), rules
            )
        )
    ]
    for n, notice in enumerate(notices):
        key = f"visit:{dossier_id}:{notice.contact_id}:{notice.channel}:{ever + n}"
        await plan_alert(
            tx, dossier_id, notice.contact_id, notice.event, notice.channel, key=key, data=notice.data
        )
    return len(notices)


def _channels(person: Any, told: dict[Any, Any], rules: AutomaticRules) -> list[str]:
    """A mail, or an SMS without a mailbox; both where the rule says so; and whatever they were told by."""
    first = "mail" if person["email"] else "sms"
    wanted = {first} | ({"sms"} if rules.appointment_sms else set())
    wanted |= {channel for channel in ("mail", "sms") if (person["id"], channel) in told}
    return [channel for channel in ("mail", "sms") if channel in wanted and reaches(person, channel)]


def notice_for(
    person: Any, channel: str, last: Any, visit: Any, now: datetime, rules: AutomaticRules
) -> Notice | None:
    """What this person does not know yet. Set: only who asked for it, or the occupant by the rule."""
    knows = last is not None and last["event"] != "appointment_cancelled"
    if visit is None:
        return _cancelled(person, channel, last, now) if knows else None
    data = {
        "starts": visit["starts"].isoformat(),
        "ends": visit["ends"].isoformat(),
        "visit": str(visit["id"]),
    }
    if not knows:
        return Notice(person["id"], channel, "appointment_set", data) if is_told(person, rules) else None
    if last["data"].get("starts") == data["starts"]:
        return None
    old = {"old": last["data"]["starts"]} if "starts" in last["data"] else {}
    return Notice(person["id"], channel, "appointment_moved", data | old)


def is_told(person: Any, rules: AutomaticRules) -> bool:
    """« Prévenir en cas de RDV » on their sheet, or the occupant when the company wants it."""
    return bool(person["notify_on_appointment"]) or (rules.tell_occupant and "occupant" in person["roles"])


def _cancelled(person: Any, channel: str, last: Any, now: datetime) -> Notice | None:
    """A visit that is over was not cancelled."""
    starts = last["data"].get("starts")
    if starts is None or datetime.fromisoformat(starts) <= now:
        return None
    return Notice(person["id"], channel, "appointment_cancelled", dict(last["data"]))
