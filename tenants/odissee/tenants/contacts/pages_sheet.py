from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor, allow
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts.access import access_of
from odissee.tenants.contacts.history import history_of
from odissee.tenants.contacts.queries import accounts_of, contact_of, dossiers_of, names_around
from odissee.tenants.contacts.reach import reach_of
from odissee.tenants.contacts.types import type_of
from odissee.tenants.dossiers import DossierStatus, Role, visible_ids


@get("/contacts/{contact_id:uuid}", guards=[allow("contact.edit", "dossier.see")])
async def contact_sheet(request: Request, contact_id: FromPath[UUID]) -> Page | Response[None]:
    """Who they are, how to reach them, their dossiers, their access, what happened; also from the bin."""
    tx, reach = tx_of(request), reach_of(actor_in(request))
    contact = await contact_of(tx, contact_id, trashed=True, reach=reach)
    if contact.id != contact_id:
        return see_other(request, f"/contacts/{contact.id}")
    zone = await _zone(tx)
    return render(
        request, "contacts/sheet.html", contact=contact, contact_type=type_of(contact.type),
        around=await names_around(tx, contact), dossiers=await _dossiers(tx, actor_in(request), contact_id),
        accounts=await accounts_of(tx, contact_id), access=await access_of(tx, contact_id), zone=zone,
        history=await history_of(tx, contact_id, zone), statuses=_STATUSES, roles=_ROLES,
        may_edit=actor_in(request).may("contact.edit"),
    )  # fmt: skip


async def _dossiers(tx: TenantTransaction, actor: Actor, contact_id: UUID) -> list[Any]:
    """Those of the contact's dossiers that this person may see."""
    rows = await dossiers_of(tx, contact_id) if actor.may("dossier.see") else []
    seen = set(await visible_ids(tx, actor, [row["id"] for row in rows])) if rows else set()
    return [row for row in rows if row["id"] in seen]


_STATUSES = {status.value: status for status in DossierStatus}
_ROLES = {role.value: role.label for role in Role}


async def _zone(tx: TenantTransaction) -> str:
    zone: str = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    return zone
