"""`/espace`: the list of a client, a dossier, and what they do there."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.french import count
from odissee.platform.rights import client
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.documents import client_reports_link
from odissee.tenants.dossiers import DossierStatus, set_sold
from odissee.tenants.portal.dossier import STAGES, ClientDossier, client_dossier
from odissee.tenants.portal.filters import STATES, Filters
from odissee.tenants.portal.listing import account_of, list_page
from odissee.tenants.portal.options import options_of
from odissee.tenants.portal.typed import NATURES
from odissee.tenants.portal.words import KIND_WORDS, NEXT_WORDS, STATUS_WORDS
from odissee.tenants.properties import PROPERTY_TYPES
from odissee.tenants.quotes import client_link

QUOTE_WORDS = {
    "sent": "À accepter ou refuser", "viewed": "À accepter ou refuser", "accepted": "Accepté", "refused": "Refusé",
    "expired": "Expiré", "superseded": "Remplacé par un autre",
}  # fmt: skip


async def around(request: Request) -> dict[str, Any]:
    """What every page of the space shows: who is there, whom to call, whether they may order."""
    tx = tx_of(request)
    account = await account_of(tx, actor_in(request).contact_id)
    if account is None:
        raise NotFound
    return {
        "account": account, "company": await tx.fetchrow("select phone from company") or {"phone": ""},
        "may_order": (await options_of(tx)).may_order(account), "count": count,
        "statuses": {status.value: status for status in DossierStatus},
        "words": STATUS_WORDS, "next_words": NEXT_WORDS, "kinds": KIND_WORDS,
    }  # fmt: skip


@get("/espace", guards=[client])
async def space(request: Request) -> Page:
    """The dossiers of the contact and of its sub-accounts, under the filters of the address."""
    tx, context = tx_of(request), await around(request)
    filters = Filters.read(request.query_params)
    found = await list_page(tx, context["account"]["id"], filters, await options_of(tx))
    return render(request, "portal/home.html", list=found, filters=filters, states=STATES, **context)


@get("/espace/dossiers/{dossier_id:uuid}", guards=[client])
async def one_dossier(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """What its client may know of a dossier."""
    return await show(request, tx_of(request), dossier_id)


async def show(
    request: Request, tx: TenantTransaction, dossier_id: UUID, status: int = 200, **more: Any
) -> Page:
    """The page of a dossier, with what was wrong in what was sent to it."""
    request.scope["state"]["tx"] = tx
    context = await around(request)
    file = await _mine(request, dossier_id)
    return render(
        request, "portal/dossier.html", status_code=status, file=file, stages=STAGES, natures=NATURES,
        types=PROPERTY_TYPES, quote_words=QUOTE_WORDS, **{"errors": [], "typed_kind": "", **context, **more},
    )  # fmt: skip


async def _mine(request: Request, dossier_id: UUID) -> ClientDossier:
    tx = tx_of(request)
    return await client_dossier(tx, actor_in(request).contact_id, dossier_id, await options_of(tx))


@post("/espace/dossiers/{dossier_id:uuid}/vendu", guards=[client])
async def tick_sold(request: Request, dossier_id: FromPath[UUID]) -> Response[None]:
    """LIST-33: the client ticks « Bien vendu », or takes the tick off."""
    file, form = await _mine(request, dossier_id), await request.form()
    if set(file.row["roles"] or ()) <= {"occupant"}:
        raise NotFound
    day = clock.today(place_in(request).time_zone) if form.get("sold") else None
    await set_sold(tx_of(request), dossier_id, day)
    said = "Bien vendu : nous n’enverrons plus d’alerte pour ce bien." if day else "« Bien vendu » retiré."
    return see_other(request, _back(str(form.get("retour", "")), dossier_id), toast(said))


def _back(path: str, dossier_id: UUID) -> str:
    """The page of the space where the form stood; never another site."""
    return path if path == "/espace" or path.startswith("/espace?") else f"/espace/dossiers/{dossier_id}"


@post("/espace/dossiers/{dossier_id:uuid}/rapports", guards=[client])
async def open_reports(request: Request, dossier_id: FromPath[UUID]) -> Response[None]:
    """To the page where reports are taken, each with its acknowledgement (DOSS-13, 15)."""
    tx, file = tx_of(request), await _mine(request, dossier_id)
    path = await client_reports_link(tx, dossier_id, actor_in(request).contact_id)
    if path is None or "reports" not in file.sees:
        raise NotFound
    asked = str((await request.form()).get("document", ""))
    known = {str(shown.id) for shown in file.reports}
    return see_other(request, f"{path}#r-{asked}" if asked in known else path)


@post("/espace/devis/{version_id:uuid}", guards=[client])
async def open_quote(request: Request, version_id: FromPath[UUID]) -> Response[Any]:
    """COM-01: from the space to the page of the quote, as its requester only."""
    tx, actor = tx_of(request), actor_in(request)
    path = await client_link(tx, version_id, actor.contact_id)
    if path is None:
        raise NotFound
    return see_other(request, path)


SPACE = [space, one_dossier, tick_sold, open_reports, open_quote]
