"""« Générer le devis »: comments, channels, reminder, preview; the order is saved and the quote sent together (CREA-12 to 15)."""

from collections import defaultdict
from datetime import datetime, time
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FieldError, Form, FormErrors, parse_date, parse_time
from odissee.platform.french import MissingLocalTime, to_utc
from odissee.platform.web import Request, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.orders.compute import compute
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.edit import write
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.pages import EDIT, extras
from odissee.tenants.orders.preview import preview_mail
from odissee.tenants.orders.save import save_order
from odissee.tenants.orders.screen import screen
from odissee.tenants.orders.sent import form_sent, text
from odissee.tenants.orders.whole import whole
from odissee.tenants.quotes import QuoteIncomplete, QuoteOptions, send_quote

PATH = "/commandes/{draft_id:uuid}/devis"
TYPED = ("private_comment", "public_comment", "remind_date", "remind_hour")
PAST = "Cette date est passée. Choisissez un jour et une heure à venir."


@get(PATH, guards=[EDIT])
async def quote_dialog(request: Request, draft_id: FromPath[UUID]) -> Page:
    """The dialog's content, or a page of its own without script."""
    tx, actor = tx_of(request), actor_in(request)
    order = await compute(tx, actor, await draft_of(tx, actor, draft_id))
    reach = order.people.requester
    typed = {name: order.draft.get(name) for name in TYPED}
    typed |= {"send_mail": "1" if reach and reach.email else "", "send_sms": ""}
    return await _dialog(request, order, typed, {})


@post(PATH, guards=[EDIT], status_code=200)
async def make_quote(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """Save the order and send its quote, both or neither; back to the dossier with a word about it."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    typed = {name: text(form, name) for name in (*TYPED, "send_mail", "send_sms")}
    await write(tx, actor, draft, {name: typed[name] for name in TYPED})
    try:
        async with whole(tx):
            dossier_id, said = await _save_and_send(request, draft, typed)
    except FormErrors as wrong:
        return await _refused(request, draft, typed, wrong.errors)
    except OdisseeError as refusal:
        return await _refused(request, draft, typed, {"": refusal.sentence})
    return see_other(request, f"/dossiers/{dossier_id}", toast(said))


async def _save_and_send(request: Request, draft: Draft, typed: dict[str, str]) -> tuple[UUID, str]:
    tx, actor = tx_of(request), actor_in(request)
    order = await compute(tx, actor, draft)
    if order.missing:
        raise QuoteIncomplete(" ".join(sentence for sentence, _ in order.missing))
    options = _options(order, typed)
    saved = await save_order(tx, actor, draft)
    if saved.order.price.totals is None:
        raise QuoteIncomplete
    await send_quote(tx, saved.dossier_id, saved.order.price.totals, options)
    sent = options.send_mail or options.send_sms
    return saved.dossier_id, "Devis généré, il part dans un instant." if sent else "Devis généré, sans envoi."


def _options(order: Order, typed: dict[str, str]) -> QuoteOptions:
    """Channels only where the requester can be reached; raises `FormErrors` about the reminder."""
    reach, form = order.people.requester, Form(typed)
    remind_at = _reminder(form, order.zone)
    form.raise_if_errors()
    return QuoteOptions(
        public_comment=typed["public_comment"].strip(), private_comment=typed["private_comment"].strip(),
        send_mail=form.checked("send_mail") and bool(reach and reach.email),
        send_sms=form.checked("send_sms") and bool(reach and reach.mobile), remind_at=remind_at,
    )  # fmt: skip


def _reminder(form: Form, zone: str) -> datetime | None:
    day, at = form.read("remind_date", parse_date), form.read("remind_hour", parse_time)
    if day is None and at is not None:
        form.refuse("remind_date", FieldError("error.required"))
    if day is None or form.errors:
        return None
    try:
        instant = to_utc(datetime.combine(day, at or time(10)), zone)
    except MissingLocalTime as error:
        form.errors["remind_hour"] = str(error)
        return None
    if instant <= clock.now():
        form.errors["remind_date"] = PAST
    return instant


async def _refused(request: Request, draft: Draft, typed: dict[str, str], errors: dict[str, str]) -> Page:
    order = await compute(tx_of(request), actor_in(request), draft)
    return await _dialog(request, order, typed, errors, 422)


async def _dialog(
    request: Request, order: Order, typed: dict[str, str], errors: dict[str, str], status: int = 200
) -> Page:
    context = screen(order, actor_in(request), "mission", quote_errors=errors, typed=defaultdict(str, typed))
    context |= await preview_mail(tx_of(request), order)
    if request.headers.get("HX-Request") == "true":
        return render_fragment(request, "orders/quote.html", **context, **extras(request))
    return render(request, "orders/quote_page.html", status_code=status, **context, **extras(request))
