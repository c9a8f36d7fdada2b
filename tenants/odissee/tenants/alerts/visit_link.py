"""The contact's own page of a visit: when, where, what to get ready, and « cette date ne convient pas »."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Gone
from odissee.platform.identity import capability, company_origin
from odissee.tenants.alerts.people import people_on

SCOPE = "visit"
LIFE = timedelta(days=180)


async def visit_link(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> str:
    """A new link for this contact; the page shows the visit as it stands when it is opened."""
    token = await capability.grant(tx, SCOPE, dossier_id, contact_id, None, clock.now() + LIFE)
    return f"{await company_origin(tx)}/rdv/{token}"


async def opened_visit(tx: TenantTransaction, token: str) -> tuple[UUID, Any]:
    """(dossier, contact); raises `Gone` alike for unknown and foreign links, and for contacts taken off."""
    link = await capability.open(tx, token, SCOPE, again=True)
    person = next((p for p in await people_on(tx, link.subject_id) if p["id"] == link.contact_id), None)
    if person is None:
        raise Gone
    return link.subject_id, person
