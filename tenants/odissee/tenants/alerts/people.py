"""The contacts of a dossier, with what is needed to reach and address them."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers import Role

PEOPLE = """
select c.id, c.civility, c.first_name, c.last_name, c.email, c.mobile, c.kind, c.type, c.client_ref,
       c.notify_on_appointment, c.trashed_at, k.roles, k.report_access, trim(c.first_name || ' ' || c.last_name) as name
  from dossier_contact k join contact c on c.id = k.contact_id
 where k.dossier_id = $1 and c.trashed_at is null
 order by 'requester' = any(k.roles) desc, c.folded, c.id"""
REACH = {"mail": "email", "sms": "mobile"}


async def people_on(tx: TenantTransaction, dossier_id: UUID) -> list[Any]:
    """Everybody on the dossier who is not in the bin, the requester first."""
    return await tx.fetch(PEOPLE, dossier_id)


def reaches(person: Any, channel: str) -> bool:
    """Whether this channel leads to them."""
    return bool(person[REACH[channel]])


def audience_of(person: Any) -> Any:
    """The wording that the law wants for them."""
    return "business" if person["kind"] == "pro" else "consumer"


def role_words(person: Any) -> str:
    """« demandeur, payeur »: why they are written to."""
    return ", ".join(Role(role).label.lower() for role in person["roles"]) or "contact"
