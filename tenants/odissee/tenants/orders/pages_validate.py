"""« Valider la commande »: internal reference, urgency, who is told of it, documents asked for (CREA-32, 33, 34)."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FormErrors
from odissee.platform.web import Request, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.alerts import CreationChoice, creation_choices, read_creation, tell_creation
from odissee.tenants.dossiers import DossierStatus
from odissee.tenants.orders.compute import compute
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.edit import write
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.pages import EDIT, extras
from odissee.tenants.orders.save import save_order
from odissee.tenants.orders.screen import screen
from odissee.tenants.orders.sent import form_sent, text
from odissee.tenants.orders.validate import validate_order
from odissee.tenants.orders.whole import whole

PATH = "/commandes/{draft_id:uuid}/valider"
TYPED = ("internal_ref", "urgent")


@get(PATH, guards=[EDIT])
async def validation_window(request: Request, draft_id: FromPath[UUID]) -> Page:
    """The dialog's content, or a page of its own without script."""
    tx, actor = tx_of(request), actor_in(request)
    return await _window(request, await compute(tx, actor, await draft_of(tx, actor, draft_id)), {})


@post(PATH, guards=[EDIT], status_code=200)
async def confirm_order(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """Save, validate and tell, all or nothing; « Valider sans prévenir » tells nobody."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    await write(tx, actor, draft, _fields(draft, form))
    chosen = (
        set()
        if text(form, "go") == "silent"
        else read_creation([str(item) for item in form.getall("to", [])])
    )
    try:
        async with whole(tx):
            saved = await save_order(tx, actor, draft)
            status = await validate_order(tx, actor, saved)
            entry = await tell_creation(tx, saved.dossier_id, chosen)
    except FormErrors as wrong:
        return await _refused(request, draft, form, wrong.errors)
    except OdisseeError as refusal:
        return await _refused(request, draft, form, {"": refusal.sentence}, refusal.status)
    told = toast(_said(saved.number, status, entry), undo=f"/annuler/{entry.id}" if entry else "")
    return see_other(request, f"/dossiers/{saved.dossier_id}", told)


def _fields(draft: Draft, form: FormMultiDict) -> dict[str, str]:
    """What the window may change of the draft: two fields, and the documents that it showed."""
    values = {"internal_ref": text(form, "internal_ref"), "urgent": text(form, "urgent")}
    values |= {name: text(form, name) for name in text(form, "listed").split() if name.startswith("ask_")}
    return {name: value for name, value in values.items() if draft.get(name) != value}


def _said(number: int, status: DossierStatus, entry: Any) -> str:
    told = f" Envoi à {', '.join(entry.after['names'])} dans 10 secondes." if entry else ""
    return f"Dossier {number} : {status.label}.{told}"


async def _refused(
    request: Request, draft: Draft, form: FormMultiDict, errors: dict[str, str], status: int = 422
) -> Page:
    order = await compute(tx_of(request), actor_in(request), draft)
    ticked = {str(item) for item in form.getall("to", [])}
    return await _window(request, order, errors, status, ticked)


async def _window(
    request: Request, order: Order, errors: dict[str, str], status: int = 200, ticked: set[str] | None = None
) -> Page:
    choices = creation_choices(
        [order.people.contacts[id] for id in order.people.roles],
        order.people.roles,
        dated=order.visit.starts is not None,
    )
    context = screen(order, actor_in(request), "planning", window_errors=errors, choices=choices)
    context["ticked"] = _preticked(choices) if ticked is None else ticked
    if request.headers.get("HX-Request") == "true":
        return render_fragment(request, "orders/validation.html", **context, **extras(request))
    return render(request, "orders/validation_page.html", status_code=status, **context, **extras(request))


def _preticked(choices: list[CreationChoice]) -> set[str]:
    return {f"{channel}:{one.contact_id}" for one in choices for channel in one.ticked}
