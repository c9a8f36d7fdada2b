"""Announcing something to contacts of a dossier, now or later; taking it back."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import Gone
from odissee.platform.fields import Form
from odissee.platform.french import count, moment
from odissee.platform.rights import allow
from odissee.platform.sms import allowed_from
from odissee.platform.web import Request, done, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.alerts.block import form_context
from odissee.tenants.alerts.choose import Choice, cancel_one, plan_choice, read_choice
from odissee.tenants.dossiers import seen_dossier

MAY = allow("order.edit", "report.manage")
PATH = "/dossiers/{dossier_id:uuid}/prevenir"
PAGE = "alerts/tell.html"
LEFT = "Trop tard : cette alerte est déjà partie ou annulée."


@get(PATH, guards=[MAY])
async def tell_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """The form of the block on a page of its own."""
    d = await seen_dossier(tx_of(request), actor_in(request), dossier_id)
    context = await form_context(tx_of(request), dossier_id, actor_in(request))
    return render(request, PAGE, d=d, errors={}, **context)


@post(PATH, guards=[MAY])
async def tell_chosen(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Plan what was chosen; with a fault the form comes back as it was filled."""
    tx, actor = tx_of(request), actor_in(request)
    d = await seen_dossier(tx, actor, dossier_id)
    sent = await request.form()
    form = Form({name: str(value) for name, value in sent.items() if name != "to"})
    ticked = {str(value) for value in sent.getall("to", [])}
    zone = place_in(request).time_zone
    choice = await read_choice(tx, actor, dossier_id, form, ticked, zone)
    if choice.errors:
        context = await form_context(tx, dossier_id, actor, form.raw, ticked)
        return refused(request, PAGE, choice.errors, d=d, **context)
    entry = await plan_choice(tx, dossier_id, choice, form.raw.get("once", "")[:60])
    undo = f"/annuler/{entry.id}" if entry else ""
    return see_other(request, f"/dossiers/{dossier_id}#alertes", toast(_said(choice, zone), undo=undo))


def _said(choice: Choice, zone: str) -> str:
    many = count(len(choice.targets), "message")
    said = f"{many} : envoi le {moment(choice.at, zone)}" if choice.at else f"{many} : envoi dans 10 secondes"
    when = choice.at or clock.now()
    night = any(channel == "sms" for _, channel in choice.targets) and allowed_from(when, zone) != when
    return f"{said}, les SMS à 8 h" if night else said


@post("/dossiers/{dossier_id:uuid}/alertes/{alert_id:uuid}/annuler", guards=[MAY])
async def cancel_alert(
    request: Request, dossier_id: FromPath[UUID], alert_id: FromPath[UUID]
) -> Response[Any]:
    """One that waits leaves no more."""
    await seen_dossier(tx_of(request), actor_in(request), dossier_id)
    entry = await cancel_one(tx_of(request), dossier_id, alert_id)
    if entry is None:
        raise Gone(LEFT)
    return done(request, "Alerte retirée", f"/annuler/{entry.id}", path=f"/dossiers/{dossier_id}#alertes")


ROUTES = [tell_page, tell_chosen, cancel_alert]
