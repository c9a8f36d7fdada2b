from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import get
from litestar.params import FromQuery

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts.listing import ContactList, Filters, list_contacts
from odissee.tenants.contacts.reach import reach_of
from odissee.tenants.contacts.types import TYPES, type_of


@get("/contacts", guards=[allow("contact.edit", "dossier.see")])
async def contacts(
    request: Request,
    q: FromQuery[str] = "",
    type: FromQuery[str] = "",
    apres: FromQuery[UUID | None] = None,
    etat: FromQuery[str] = "",
) -> Page:
    """The book: search, type, bin and page stand in the address."""
    filters = Filters(q.strip()[:200], type if type in TYPES else "", apres, etat == "corbeille")
    found = await list_contacts(tx_of(request), filters, reach_of(actor_in(request)))
    return render(
        request, "contacts/list.html", found=found, filters=filters, counters=_counters(found, filters),
        next_href=_href(filters, apres=found.next_after) if found.next_after else "", first_href=_href(filters),
        type_of=type_of, bin_href=_href(Filters(filters.text, trashed=not filters.trashed)),
    )  # fmt: skip


def _counters(found: ContactList, filters: Filters) -> list[dict[str, Any]]:
    """All, then each type that has contacts or is the chosen one."""
    kept = [one for one in TYPES.values() if found.counts.get(one.key) or one.key == filters.type]
    return [
        {"label": "Tous", "number": found.total, "href": _href(filters, type=""), "current": not filters.type}
    ] + [
        {
            "label": one.plural, "number": found.counts.get(one.key, 0), "href": _href(filters, type=one.key),
            "current": filters.type == one.key,
        }
        for one in kept
    ]  # fmt: skip


def _href(filters: Filters, **changed: Any) -> str:
    said = {
        "q": filters.text, "type": filters.type, "etat": "corbeille" if filters.trashed else "", **changed,
    }  # fmt: skip
    query = urlencode({name: value for name, value in said.items() if value})
    return f"/contacts?{query}" if query else "/contacts"
