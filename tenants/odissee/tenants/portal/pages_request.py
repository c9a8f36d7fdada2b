"""`/espace/demande` : order, ask for a quote, have a dossier made again, be called back (LIST-10)."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from odissee.platform.db import new_id
from odissee.platform.errors import Forbidden
from odissee.platform.fields import Form, FormErrors, as_uuid
from odissee.platform.rights import client
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.portal.dossier import ClientDossier, client_dossier
from odissee.tenants.portal.estimate import estimate, like_last_time
from odissee.tenants.portal.options import buyer_kind, options_of
from odissee.tenants.portal.pages_space import around
from odissee.tenants.portal.request import Sent, send_request
from odissee.tenants.portal.typed import FACTS, HERE, NATURES, phone_of, read_request
from odissee.tenants.portal.words import KIND_WORDS

PATH = "/espace/demande"
PAGE = "portal/request.html"
SAID = {
    "order": "Commande envoyée", "quote": "Demande de devis envoyée", "renewal": "Renouvellement demandé",
    "callback": "Nous vous rappelons",
}  # fmt: skip


class NoOrdersOnline(Forbidden):
    """The company takes no order online from this kind of client."""

    title = "Cette société ne prend pas de commande en ligne pour votre compte. Demandez à être rappelé."


@get(PATH, guards=[client])
async def request_form(
    request: Request, quoi: FromQuery[str] = "order", dossier: FromQuery[UUID | None] = None
) -> Page:
    """The form of one of the requests; a call may be about a dossier."""
    kind = quoi if quoi in ("order", "quote", "callback") else "order"
    return await _form(request, kind, dossier)


@get("/espace/dossiers/{dossier_id:uuid}/renouveler", guards=[client])
async def renewal_form(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """What will be made again, and what has changed since."""
    return await _form(request, "renewal", dossier_id)


async def _form(request: Request, kind: str, dossier_id: UUID | None, form: Form | None = None) -> Page:
    context = await _context(request, kind, dossier_id)
    typed = form.raw if form else await _first(request, context["account"])
    shown = {"kind": kind, "typed": typed, "estimate": None, **context}
    if form is not None:
        return refused(request, PAGE, form.errors, **shown)
    return render(request, PAGE, errors=None, **shown)


async def _first(request: Request, account: Any) -> dict[str, str]:
    """An empty form: like the last time, with the number that we know."""
    known = await like_last_time(tx_of(request), account)
    return known | {"phone": phone_of(account), "request": str(new_id())}


async def _context(request: Request, kind: str, dossier_id: UUID | None) -> dict[str, Any]:
    context = await around(request)
    if kind != "callback" and not context["may_order"]:
        raise NoOrdersOnline
    return {
        **context, "source": await _source(request, kind, dossier_id), "natures": list(NATURES.items()),
        "property_types": [(key, label.capitalize()) for key, label in HERE.items()], "titles": KIND_WORDS, "facts": FACTS,
        "sees_price": "price" in (await options_of(tx_of(request))).visible(["requester"]),
        "agency": buyer_kind(context["account"]) == "agency",
    }  # fmt: skip


async def _source(request: Request, kind: str, dossier_id: UUID | None) -> ClientDossier | None:
    if dossier_id is None:
        return None
    tx = tx_of(request)
    found = await client_dossier(tx, actor_in(request).contact_id, dossier_id, await options_of(tx))
    if kind == "renewal" and not found.may_renew:
        raise NoOrdersOnline
    return found


@post(PATH, guards=[client])
async def send(request: Request) -> Response[Any]:
    """The request leaves once, however often the button is pressed; a fault keeps everything that was typed."""
    sent = await request.form()
    form = Form({name: value for name, value in sent.items() if isinstance(value, str)})
    kind = form.raw.get("go", "") if form.raw.get("go") in KIND_WORDS else "order"
    dossier_id = as_uuid(form.raw.get("dossier", ""))
    context = await _context(request, kind, dossier_id)
    if form.raw.get("go") == "estimate":
        return await _priced(request, context, form)
    asked = read_request(form, kind)
    source = context["source"].row if context["source"] else None
    try:
        form.raise_if_errors()
        id = as_uuid(form.raw.get("request", "")) or new_id()
        done = await send_request(tx_of(request), id, context["account"], asked, form, source)
    except FormErrors as wrong:
        form.errors |= wrong.errors
        return await _form(request, kind, dossier_id, form)
    return see_other(request, f"/espace/dossiers/{done.dossier_id}", toast(_said(kind, done)))


async def _priced(request: Request, context: dict[str, Any], form: Form) -> Page:
    """The same form with what it would cost; nothing is sent."""
    if not context["sees_price"]:
        raise NoOrdersOnline
    found = await estimate(tx_of(request), context["account"], form)
    return render(request, PAGE, kind="order", typed=form.raw, estimate=found, errors=None, **context)


def _said(kind: str, sent: Sent) -> str:
    return f"{SAID[kind]}, dossier {sent.number}." + (" Elle était déjà partie." if sent.again else "")


REQUESTS = [request_form, renewal_form, send]
