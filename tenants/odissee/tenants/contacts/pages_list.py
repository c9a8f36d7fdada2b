from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import get
from litestar.params import FromQuery

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts.listing import ACCESS, ContactList, Filters, choices, list_contacts
from odissee.tenants.contacts.reach import EVERYBODY, reach_of
from odissee.tenants.contacts.types import TYPES, type_of


@get("/contacts", guards=[allow("contact.edit", "dossier.see")])
async def contacts(
    request: Request,
    q: FromQuery[str] = "",
    type: FromQuery[str] = "",
    apres: FromQuery[UUID | None] = None,
    etat: FromQuery[str] = "",
    reseau: FromQuery[UUID | None] = None,
    commercial: FromQuery[UUID | None] = None,
    acces: FromQuery[str] = "",
) -> Page:
    """The book: search, filters, bin and page stand in the address."""
    tx, reach = tx_of(request), reach_of(actor_in(request))
    filters = Filters(
        q.strip()[:200], type if type in TYPES else "", apres, etat == "corbeille", reseau, commercial,
        acces if acces in ACCESS else "",
    )  # fmt: skip
    found = await list_contacts(tx, filters, reach)
    offered = await choices(tx) if reach == EVERYBODY else {"networks": {}, "reps": {}}
    return render(
        request, "contacts/list.html", found=found, filters=filters, counters=_counters(found, filters),
        next_href=_href(filters, apres=found.next_after) if found.next_after else "", first_href=_href(filters),
        type_of=type_of, bin_href=_href(Filters(filters.text, trashed=not filters.trashed)),
        menus=_menus(filters, offered), export_query=_href(filters).partition("?")[2],
    )  # fmt: skip


def _menus(filters: Filters, offered: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """One chip per filter that offers something: its options, or the value chosen and how to take it off."""
    shown = []
    for label, name, chosen, options in (
        ("Réseau", "reseau", filters.network, offered["networks"]),
        ("Commercial", "commercial", filters.sales_rep, offered["reps"]),
        ("Accès client", "acces", filters.access, ACCESS),
    ):
        if options or chosen:
            shown.append({
                "label": label, "id": f"menu-{name}", "value": options.get(str(chosen), "") if chosen else "",
                "href": _href(filters, **{name: ""}), "options": [(words, _href(filters, **{name: key})) for key, words in options.items()],
            })  # fmt: skip
    return shown


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
        "q": filters.text, "type": filters.type, "etat": "corbeille" if filters.trashed else "",
        "reseau": filters.network, "commercial": filters.sales_rep, "acces": filters.access, **changed,
    }  # fmt: skip
    query = urlencode({name: value for name, value in said.items() if value})
    return f"/contacts?{query}" if query else "/contacts"
