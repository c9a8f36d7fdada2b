"""COM-14: a diagnostic nears the end of its validity; the people of its dossier hear of it, if they allow it.

Told in three steps before the last day, once each, per dossier and last day (two diagnostics that end together are one
message). A professional who only brought the business gets one list a week instead. « Bien vendu », a cancelled dossier, a missing consent or a newer report stop it.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.tenants.alerts.expiry_agency import tell_agencies
from odissee.tenants.alerts.people import reaches
from odissee.tenants.alerts.plan import plan_alert
from odissee.tenants.alerts.rules import AutomaticRules, rules_of
from odissee.tenants.consent import all_decisions

MONDAY = 0


class Expiry(NamedTuple):
    """The last day on which a diagnostic of a dossier holds; `diagnostic` is its code in the rules."""

    dossier_id: UUID
    diagnostic: str
    last_day: date
    established_on: date | None = None


EXPIRIES: list[Callable[[TenantTransaction], Awaitable[Iterable[tuple[Any, ...]]]]] = []
"""Who knows: each gives (dossier, diagnostic code, last day[, day of establishment]) of reports that still hold."""
PEOPLE = """
select d.id as dossier, d.number, c.id as contact, c.email, c.mobile, c.kind, c.type, c.civility, c.first_name, c.last_name,
       c.client_ref, trim(c.first_name || ' ' || c.last_name) as name, p.address, p.typed_address, p.complement, p.postcode,
       p.city, c.kind = 'pro' and not k.roles && '{owner,requester}'::text[] as agency
  from dossier d join dossier_contact k on k.dossier_id = d.id join contact c on c.id = k.contact_id
  join property p on p.id = d.property_id
 where d.id = any($1) and d.sold_at is null and d.trashed_at is null and d.status <> 'cancelled'
   and c.trashed_at is null and k.roles && '{owner,requester,prescriber}'::text[] order by d.id, c.id"""
Group = tuple[UUID, date]


async def plan_expiries(tx: TenantTransaction) -> int:
    """Plan what is due today; returns how many messages. A second run plans nothing more."""
    rules = await rules_of(tx)
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    due = due_today(await known_expiries(tx), rules.expiry_days, clock.today(zone)) if rules.expiry else {}
    people = await tx.fetch(PEOPLE, [dossier for dossier, _ in due]) if due else []
    allowed = await all_decisions(tx, {row["contact"] for row in people}) if people else {}
    planned = 0
    for (dossier, last_day), (step, ends) in due.items():
        for row in people:
            if row["dossier"] == dossier and not row["agency"]:
                planned += await _tell(tx, row, last_day, step, ends, rules, allowed)
    today = clock.today(zone)
    if today.weekday() == MONDAY:
        planned += await tell_agencies(tx, today, due, [row for row in people if row["agency"]], allowed)
    return planned


async def known_expiries(tx: TenantTransaction) -> list[Expiry]:
    """What every source knows of this company."""
    return [Expiry(*row) for source in EXPIRIES for row in await source(tx)]


def due_today(
    found: list[Expiry], days: tuple[int, ...], today: date
) -> dict[Group, tuple[int, list[Expiry]]]:
    """(dossier, last day) → the step that has begun and what ends. A day that nobody worked is made up for."""
    groups: dict[Group, list[Expiry]] = defaultdict(list)
    for one in found:
        groups[one.dossier_id, one.last_day].append(one)
    steps = {group: step_of((group[1] - today).days, days) for group in groups}
    return {group: (step, ends) for group, ends in groups.items() if (step := steps[group]) is not None}


def step_of(left: int, days: tuple[int, ...]) -> int | None:
    """Which of the steps (0, 1, 2) a number of days left is in; None before the first, and once it is over."""
    if left < 0:
        return None
    begun = [n for n, before in enumerate(days) if left <= before]
    return begun[-1] if begun else None


async def _tell(
    tx: TenantTransaction,
    row: Any,
    last_day: date,
    step: int,
    ends: list[Expiry],
    rules: AutomaticRules,
    allowed: Any,
) -> int:
    data = {
        "codes": sorted({one.diagnostic for one in ends}), "last_day": last_day.isoformat(), "step": step,
        "established_on": _same_day(ends),
    }  # fmt: skip
    planned = 0
    for channel in ("mail", "sms") if rules.expiry_sms and step > 0 else ("mail",):
        decision = allowed.get((row["contact"], channel, "renewal"))
        if decision is not None and decision.allowed and reaches(row, channel):
            key = f"expiry:{row['dossier']}:{last_day}:{step}:{row['contact']}:{channel}"
            fresh = await plan_alert(
                tx, row["dossier"], row["contact"], "expiry", channel, key=key, data=data
            )
            planned += fresh is not None
    return planned


def _same_day(ends: list[Expiry]) -> str:
    days = {one.established_on for one in ends}
    day = days.pop() if len(days) == 1 else None
    return day.isoformat() if day else ""
