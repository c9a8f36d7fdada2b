"""J-2 and J-1: found each day at 17 h among the visits as they stand, planned once a visit, a day and a person."""

from datetime import date, timedelta
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import local_date, to_local
from odissee.tenants.alerts.people import reaches
from odissee.tenants.alerts.plan import plan_alert
from odissee.tenants.alerts.rules import rules_of

LATEST_HOUR = 20
"""After that an SMS waits for the morning, when « demain » would be false."""
COMING = """
select a.id as visit, lower(a.during) as starts, d.id as dossier, c.id as contact, c.email, c.mobile, k.roles
  from appointment a join dossier d on d.id = a.dossier_id join dossier_contact k on k.dossier_id = d.id
  join contact c on c.id = k.contact_id
 where a.state = 'confirmed' and lower(a.during) > $1 and lower(a.during) < $2
   and d.status <> 'cancelled' and d.trashed_at is null and c.trashed_at is null
   and k.roles && '{requester,occupant}'::text[]
 order by a.id, c.id"""


async def plan_reminders(tx: TenantTransaction) -> int:
    """Plan today's reminders to occupants and requesters; returns how many. A second run plans nothing more."""
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    now, rules = clock.now(), await rules_of(tx)
    days = {days for days, on in ((2, rules.reminder_d2), (1, rules.reminder_d1)) if on}
    if not days or to_local(now, zone).hour >= LATEST_HOUR:
        return 0
    today, planned = local_date(now, zone), 0
    for row in await tx.fetch(COMING, now, now + timedelta(days=4)):
        left = (local_date(row["starts"], zone) - today).days
        channel = "sms" if reaches(row, "sms") else "mail"
        if left in days and reaches(row, channel):
            planned += await _plan(tx, row, left, channel, today)
    return planned


async def _plan(tx: TenantTransaction, row: Any, left: int, channel: str, today: date) -> bool:
    key = f"reminder:{row['visit']}:{left}:{today}:{row['contact']}"
    data = {"visit": str(row["visit"])}
    fresh = await plan_alert(
        tx, row["dossier"], row["contact"], f"reminder_d{left}", channel, key=key, data=data
    )
    return fresh is not None
