"""The quick order's page, its files, and « Créer le dossier »."""

import secrets
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FormErrors
from odissee.platform.rights import allow
from odissee.platform.web import Request, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.orders.address import CAUSES, follow_occupant
from odissee.tenants.orders.by_name import with_names
from odissee.tenants.orders.draft import Draft, begin, draft_of
from odissee.tenants.orders.edit import store, write
from odissee.tenants.orders.modes import MODES, operations_of
from odissee.tenants.orders.quick import block  # noqa: F401 - declares the block of the dossier's page
from odissee.tenants.orders.quick.create import Created, create
from odissee.tenants.orders.quick.files import KINDS, fill_amount, sort_file, take_off
from odissee.tenants.orders.quick.order import QuickOrder, quick_order
from odissee.tenants.orders.quick.receive import RECEIVE
from odissee.tenants.orders.screen import colleague
from odissee.tenants.orders.sent import form_sent, page_fields, page_of, text
from odissee.tenants.orders.whole import whole

EDIT = allow("order.edit")
SLOTS = (
    "requester_name",
    "owner_name",
    "address",
    "postcode",
    "city",
    "visit_date",
    "quick_amount",
    "internal_ref",
)


@get("/commandes/rapide", guards=[EDIT])
async def new_quick(request: Request) -> Response[None]:
    """The person's empty quick draft, or a new one."""
    draft_id = await begin(tx_of(request), actor_in(request), "quick")
    return see_other(request, f"/commandes/{draft_id}/rapide")


@get("/commandes/{draft_id:uuid}/rapide", guards=[EDIT])
async def quick_page(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """RAPI-01: few fields on one page."""
    draft = await draft_of(tx_of(request), actor_in(request), draft_id)
    if draft.mode != "quick":
        return see_other(request, f"/commandes/{draft.id}/mission")
    return await _show(request, draft)


async def _show(request: Request, draft: Draft, status: int = 200, **more: Any) -> Page:
    order = await quick_order(tx_of(request), actor_in(request), draft)
    return render(request, "orders/quick.html", status_code=status, **{**_context(request, order), **more})


def _context(request: Request, order: QuickOrder) -> dict[str, Any]:
    draft = order.draft
    return {
        "order": order, "draft": draft, "data": draft.data, "errors": order.errors, "base": f"/commandes/{draft.id}",
        "modes": {**MODES, "quick": "Rapide"}, "kinds": KINDS, "slots": SLOTS, "refused_errors": {}, "clashes": [],
        "operations": [(one.key, one.label) for one in operations_of("ddt")],
        "page_token": secrets.token_urlsafe(6), "colleague": colleague(draft, order.zone, actor_in(request)), "started": [],
        "staff": [(str(one["id"]), one["name"]) for one in order.staff], "means": [(one, f"Payé : {one.lower()}") for one in order.means],
    }  # fmt: skip


@get("/commandes/{draft_id:uuid}/rapide/vivant", guards=[EDIT])
async def quick_live(request: Request, draft_id: FromPath[UUID], fichiers: FromQuery[str] = "") -> Page:
    """Files, rail and faults beside their fields, after a change; after a file, the amount that it said too."""
    tx, actor = tx_of(request), actor_in(request)
    order = await quick_order(tx, actor, await draft_of(tx, actor, draft_id))
    return render_fragment(
        request, "orders/quick_live.html", filled=bool(fichiers), **_context(request, order)
    )


@post("/commandes/{draft_id:uuid}/rapide", guards=[EDIT], status_code=200)
async def send_quick(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """Fields are kept first, then what the button asks for."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    values = await with_names(tx, actor, draft, page_fields(form, "rapide"))
    before = {name: draft.get(name) for name in CAUSES}
    clashes = await write(tx, actor, draft, values, page_of(form))
    if any(draft.get(name) != was for name, was in before.items()):
        await follow_occupant(tx, actor, draft)
    if clashes:
        tx.state["keep"] = True
        return await _show(request, draft, 409, clashes=clashes)
    mode = text(form, "set_mode")
    if mode in MODES:
        draft.mode = mode
        await store(tx, actor, draft, ["transaction"])
        return see_other(request, f"/commandes/{draft.id}/mission")
    if text(form, "go") == "fermer":
        return see_other(
            request, "/dossiers", toast("Brouillon gardé : vous le retrouverez dans « Devis / commande ».")
        )
    return (
        await _create(request, draft)
        if text(form, "go") == "creer"
        else see_other(request, f"/commandes/{draft.id}/rapide")
    )


async def _create(request: Request, draft: Draft) -> Response[Any]:
    tx, actor = tx_of(request), actor_in(request)
    try:
        async with whole(tx):
            created = await create(tx, actor, await quick_order(tx, actor, draft))
    except FormErrors as wrong:
        return await _show(request, draft, 422, refused_errors=wrong.errors)
    except OdisseeError as refusal:
        return await _show(request, draft, refusal.status, refused_errors={"": refusal.sentence})
    return see_other(request, f"/dossiers/{created.dossier.id}", toast(_said(created)))


def _said(created: Created) -> str:
    words = f"Dossier {created.dossier.number} créé : {created.status.label}"
    if created.told:
        return f"{words}, demandeur prévenu"
    return f"{words}. {created.why_not}" if created.why_not else words


@post("/commandes/{draft_id:uuid}/rapide/fichiers/{file_id:uuid}", guards=[EDIT], status_code=200)
async def sort_one(request: Request, draft_id: FromPath[UUID], file_id: FromPath[UUID]) -> Response[Any]:
    """Its kind, or « c’est la facture », or taken off."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    if text(form, "remove"):
        await take_off(tx, draft.id, file_id)
    else:
        await sort_file(tx, draft.id, file_id, text(form, "kind"), invoice=text(form, "kind") == "invoice")
        await fill_amount(tx, actor, draft)
    if request.headers.get("HX-Request") != "true":
        return see_other(request, f"/commandes/{draft.id}/rapide#fichiers")
    return render_fragment(
        request,
        "orders/quick_live.html",
        filled=True,
        **_context(request, await quick_order(tx, actor, draft)),
    )


ROUTES = [new_quick, quick_page, quick_live, send_quick, sort_one, *RECEIVE]
