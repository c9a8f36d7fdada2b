"""The page behind « Refaire ou bien vendu »: a contact asks for a renewal, or says that the property is sold."""

from datetime import date, timedelta
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Gone
from odissee.platform.identity import capability, company_origin
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.tenants.alerts.people import people_on
from odissee.tenants.dossiers import set_sold

SCOPE = "renewal"
AFTER = timedelta(days=90)
"""The page answers some time after the last day: a late « refaire » is still an order."""
TASK = """insert into task (id, dossier_id, kind, label, due_on, for_membership_id)
          select $1, d.id, 'renewal', $3, $4, d.in_charge_id from dossier d where d.id = $2
             and not exists (select from task t where t.dossier_id = d.id and t.kind = 'renewal' and t.done_at is null)
          returning id"""


async def renewal_link(tx: TenantTransaction, alert: Any, person: Any) -> str:
    """A new link for this contact, about what this alert is about."""
    data = {"codes": alert["data"]["codes"], "last_day": alert["data"]["last_day"]}
    until = (
        clock.now()
        + timedelta(days=max(0, (date.fromisoformat(data["last_day"]) - clock.today()).days))
        + AFTER
    )
    token = await capability.grant(tx, SCOPE, alert["dossier_id"], person["id"], None, until, data)
    return f"{await company_origin(tx)}/echeance/{token}"


async def opened_renewal(tx: TenantTransaction, token: str) -> tuple[Any, Any]:
    """(link, contact); raises `Gone` alike for unknown and foreign links, and for contacts taken off."""
    link = await capability.open(tx, token, SCOPE, again=True)
    person = next((p for p in await people_on(tx, link.subject_id) if p["id"] == link.contact_id), None)
    if person is None or "codes" not in link.data:
        raise Gone
    return link, person


async def ask_renewal(tx: TenantTransaction, link: Any, person: Any, labels: str) -> None:
    """A task for whoever is in charge; asking twice makes one."""
    label = f"Renouveler {labels} : {person['name']}"[:300]
    fresh = await tx.fetchval(TASK, new_id(), link.subject_id, label, clock.today())
    if fresh is not None:
        tx.state["actor_name"] = person["name"]
        record(
            tx,
            "dossier",
            link.subject_id,
            "alert.renewal_asked",
            dossier_id=link.subject_id,
            after={"label": labels},
        )
        tell(tx, "dossier", link.subject_id)


async def say_sold(tx: TenantTransaction, link: Any, person: Any) -> None:
    """« Bien vendu » by the contact themself; a second press changes nothing."""
    tx.state["actor_name"] = person["name"]
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    await set_sold(tx, link.subject_id, clock.today(zone))
