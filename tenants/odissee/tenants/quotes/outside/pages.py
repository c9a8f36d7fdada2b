"""The form and the buttons of a quote made elsewhere, in the block « Devis »."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.fields import FieldError, parse_amount
from odissee.platform.files import received_upload
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.documents import glance
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.quotes.outside.acts import attach_quote, note_answer, outside_quote_of, send_outside

PIECE = 1024 * 1024
LARGEST = 40 * PIECE
SAID = {"waiting": "remis en attente", "accepted": "noté accepté", "refused": "noté refusé"}


class NotAQuote(OdisseeError):
    status = 422
    title = "Choisissez le devis en PDF."


@post(
    "/dossiers/{dossier_id:uuid}/devis-externe", guards=[allow("order.edit")], request_max_body_size=LARGEST
)
async def attach(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """One PDF with, if one wants, its amount."""
    tx, form, back = tx_of(request), await request.form(), f"/dossiers/{dossier_id}#devis"
    await seen_dossier(tx, actor_in(request), dossier_id)
    try:
        amount = _amount(str(form.get("amount", "")).strip())
        entry = await _kept(request, dossier_id, form.get("file"), amount)
    except OdisseeError as refusal:
        return see_other(request, back, toast(refusal.sentence, kind="bad"))
    return see_other(request, back, toast("Devis joint au dossier", f"/annuler/{entry.id}"))


def _amount(raw: str) -> int | None:
    try:
        return parse_amount(raw) if raw else None
    except FieldError as wrong:
        raise NotAQuote(str(wrong)) from wrong


async def _kept(request: Request, dossier_id: UUID, file: Any, amount: int | None) -> Any:
    if not isinstance(file, UploadFile) or not file.filename:
        raise NotAQuote
    async with received_upload(file) as here:
        seen = await glance(here, file.filename)
        if seen.media_type != "application/pdf":
            raise NotAQuote
        return await attach_quote(tx_of(request), dossier_id, here, seen.name, amount)


@post("/devis-externes/{quote_id:uuid}/envoyer", guards=[allow("order.edit")])
async def send(request: Request, quote_id: FromPath[UUID]) -> Response[Any]:
    """The envelope."""
    quote = await _seen(request, quote_id)
    to = await send_outside(tx_of(request), quote)
    return done(request, f"Devis envoyé à {to}", path=f"/dossiers/{quote['dossier_id']}")


@post("/devis-externes/{quote_id:uuid}/reponse", guards=[allow("order.edit")])
async def answer(request: Request, quote_id: FromPath[UUID]) -> Response[Any]:
    """What the client said."""
    quote, state = await _seen(request, quote_id), str((await request.form()).get("state", ""))
    if state not in SAID:
        raise NotFound
    await note_answer(tx_of(request), quote, state)
    return done(request, f"Devis {SAID[state]}", path=f"/dossiers/{quote['dossier_id']}")


async def _seen(request: Request, quote_id: UUID) -> Any:
    quote = await outside_quote_of(tx_of(request), quote_id)
    await seen_dossier(tx_of(request), actor_in(request), quote["dossier_id"])
    return quote


OUTSIDE = [attach, send, answer]
