"""The sheet of a contact and its tabs (CONT-08 to CONT-11)."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.contacts.access import access_of
from odissee.tenants.contacts.account_dossiers import MOST, dossiers_seen
from odissee.tenants.contacts.cards import cards_of
from odissee.tenants.contacts.figures import accounts_of, figures_of
from odissee.tenants.contacts.history import history_of
from odissee.tenants.contacts.queries import contact_of, names_around
from odissee.tenants.contacts.reach import reach_of
from odissee.tenants.contacts.tables import Contact
from odissee.tenants.contacts.types import type_of
from odissee.tenants.dossiers import DossierStatus, Role

SEE = allow("contact.edit", "dossier.see")
LONG = 200


@get("/contacts/{contact_id:uuid}", guards=[SEE])
async def contact_sheet(request: Request, contact_id: FromPath[UUID]) -> Page | Response[None]:
    """Who they are, how to reach them, their dossiers, their access, what happened; also from the bin."""
    tx, zone = tx_of(request), place_in(request).time_zone
    contact = await seen(request, contact_id)
    if contact.id != contact_id:
        return see_other(request, f"/contacts/{contact.id}")
    return render(
        request, "contacts/sheet.html", **await frame(request, contact, ""),
        dossiers=await dossiers_seen(tx, actor_in(request), contact_id),
        history=await history_of(tx, contact_id, zone), **await cards_of(tx, contact),
    )  # fmt: skip


@get("/contacts/{contact_id:uuid}/comptes", guards=[SEE])
async def accounts(request: Request, contact_id: FromPath[UUID]) -> Page | Response[None]:
    """CONT-09: the sub-accounts; a sub-account and a private person have none, and are sent to their sheet."""
    contact = await seen(request, contact_id)
    if not is_main(contact):
        return see_other(request, f"/contacts/{contact.id}")
    found = await accounts_of(tx_of(request), contact_id)
    return render(
        request, "contacts/accounts.html", **await frame(request, contact, "comptes"), accounts=found
    )


@get("/contacts/{contact_id:uuid}/dossiers", guards=[SEE])
async def dossiers(request: Request, contact_id: FromPath[UUID]) -> Page:
    """CONT-10: what this contact sees once logged in, and by which account."""
    contact = await seen(request, contact_id)
    found = await dossiers_seen(tx_of(request), actor_in(request), contact_id, MOST)
    context = await frame(request, contact, "dossiers")
    return render(request, "contacts/dossiers.html", **context, dossiers=found, most=MOST)


@get("/contacts/{contact_id:uuid}/fil", guards=[SEE])
async def thread(request: Request, contact_id: FromPath[UUID]) -> Page:
    contact = await seen(request, contact_id)
    history = await history_of(tx_of(request), contact_id, place_in(request).time_zone, LONG)
    return render(request, "contacts/thread.html", **await frame(request, contact, "fil"), history=history)


async def seen(request: Request, contact_id: UUID) -> Contact:
    """The contact, even binned, if this person may see them; raises `NotFound`."""
    return await contact_of(tx_of(request), contact_id, trashed=True, reach=reach_of(actor_in(request)))


def is_main(contact: Contact) -> bool:
    """Whether this contact may have sub-accounts (CONT-02: a private person has none)."""
    return contact.kind == "pro" and contact.parent_id is None


async def frame(request: Request, contact: Contact, tab: str) -> dict[str, Any]:
    """The context of `contacts/sheet_frame.html`: banner, figures and tabs, three queries."""
    tx, actor = tx_of(request), actor_in(request)
    figures = await figures_of(tx, contact.id) if actor.scope("dossier.see") == "all" else None
    return {
        "contact": contact, "contact_type": type_of(contact.type), "around": await names_around(tx, contact),
        "access": await access_of(tx, contact.id), "figures": figures, "zone": place_in(request).time_zone,
        "tabs": _tabs(contact, tab, may_grant=actor.may("report.manage")), "may_edit": actor.may("contact.edit"),
        "statuses": _STATUSES, "roles": _ROLES,
    }  # fmt: skip


def _tabs(contact: Contact, tab: str, *, may_grant: bool) -> list[dict[str, Any]]:
    home = f"/contacts/{contact.id}"
    shown = [("", "Principal", True), ("comptes", "Comptes associés", is_main(contact)),
             ("dossiers", "Dossiers visibles", True),
             ("acces", "Ajouter un accès", may_grant and contact.trashed_at is None), ("fil", "Fil", True)]  # fmt: skip
    return [
        {"label": label, "href": f"{home}/{key}" if key else home, "current": key == tab}
        for key, label, offered in shown
        if offered
    ]


_STATUSES = {status.value: status for status in DossierStatus}
_ROLES = {role.value: role.label for role in Role}
ROUTES = [contact_sheet, accounts, dossiers, thread]
