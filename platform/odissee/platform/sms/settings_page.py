"""Choosing who sends the company's SMS, with its own account."""

from typing import Any

from litestar import Response, get, post

from odissee.platform.fields import Form, parse_text
from odissee.platform.rights import allow
from odissee.platform.sms.callbacks import callback_path
from odissee.platform.sms.provider import GATEWAYS, choose_provider, chosen, key_names
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in

HERE = "/parametres/sms"
PAGE = "sms/provider.html"
NAMES = {"": "Aucun : les SMS restent dans la boîte de sortie", "ovh": "OVHcloud", "smsfactor": "SMSFactor"}
LABELS = {
    "app_key": "Clé d’application", "app_secret": "Secret d’application", "consumer_key": "Clé de consommateur",
    "service": "Nom du service", "token": "Jeton", "sender": "Expéditeur",
}  # fmt: skip
SHOWN = frozenset({"service", "sender"})
"""Not secret: shown as they are. The other keys are never sent back to the browser."""


async def _context(request: Request) -> dict[str, Any]:
    tx, origin = tx_of(request), place_in(request).origin
    choice = await chosen(tx)
    addresses = {
        name: {kind: origin + callback_path(tx.tenant, kind, name) for kind in ("sms", "stop")}
        for name in GATEWAYS
    }
    return {
        "current": choice[0] if choice else "", "kept": choice[1] if choice else {}, "names": NAMES, "labels": LABELS,
        "shown": SHOWN, "key_names": {name: key_names(name) for name in GATEWAYS}, "addresses": addresses,
    }  # fmt: skip


@get(HERE, guards=[allow("company.settings")])
async def sms_settings(request: Request) -> Page:
    return render(request, PAGE, form={}, errors=None, **await _context(request))


@post(HERE, guards=[allow("company.settings")])
async def choose(request: Request) -> Response[Any]:
    """An empty secret keeps the one already there."""
    sent = await request.form()
    form, context = Form({name: str(value) for name, value in sent.items()}), await _context(request)
    name = form.raw.get("provider", "")
    if name not in NAMES:
        name = ""
    kept = context["kept"] if context["current"] == name else {}
    keys = {key: _read(form, f"{name}-{key}", kept.get(key, "")) for key in (key_names(name) if name else ())}
    if form.errors:
        return refused(request, PAGE, form.errors, form=form.raw, **context)
    await choose_provider(tx_of(request), name, keys)
    return see_other(request, HERE, toast("Réglage des SMS enregistré."))


def _read(form: Form, field: str, kept: str) -> str:
    value = form.read(field, parse_text, required=not kept)
    return value or kept


ROUTES = [sms_settings, choose]
