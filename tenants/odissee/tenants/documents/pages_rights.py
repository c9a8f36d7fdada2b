"""Blocking, opening, giving access: the acts of the block on the dossier's page."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, render, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.documents.give import give_access
from odissee.tenants.documents.locks import lock_reports, unlock_reports
from odissee.tenants.documents.queries import history_of
from odissee.tenants.documents.sentences import METHOD_WORDS
from odissee.tenants.dossiers import seen_dossier

MANAGE = allow("report.manage")
PROOFS = """select id, version, created_at from document where dossier_id = $1 and section = 'proof'
  and trashed_at is null order by version desc limit 20"""


@post("/dossiers/{dossier_id:uuid}/documents/bloquer", guards=[MANAGE])
async def block_reports(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """All or one (`serie`), for all or for one (`contact`)."""
    tx, series, contact = await _asked(request, dossier_id)
    entry = await lock_reports(tx, dossier_id, series, contact)
    said = "Rapport bloqué" if series else "Rapports bloqués"
    return _done(request, dossier_id, said if entry else "C’était déjà bloqué", entry)


@post("/dossiers/{dossier_id:uuid}/documents/ouvrir", guards=[MANAGE])
async def open_reports(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Lift the locks that hold it."""
    tx, series, contact = await _asked(request, dossier_id)
    entry = await unlock_reports(tx, dossier_id, series, contact)
    said = "Rapport ouvert" if series else "Rapports ouverts"
    return _done(request, dossier_id, said if entry else "Rien n’était bloqué ainsi", entry)


@post("/dossiers/{dossier_id:uuid}/contacts/{contact_id:uuid}/acces", guards=[MANAGE])
async def change_access(
    request: Request, dossier_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[Any]:
    """The eye of the reports, the eye of the invoice."""
    tx, form = tx_of(request), await request.form()
    await seen_dossier(tx, actor_in(request), dossier_id)
    asked = {name: bool(form[name]) for name in ("report", "invoice") if name in form}
    entry = await give_access(tx, dossier_id, contact_id, **asked)
    return _done(request, dossier_id, "Accès modifié" if entry else "Rien n’a changé", entry, "contacts")


@get("/dossiers/{dossier_id:uuid}/documents/remises", guards=[allow("dossier.see")])
async def deliveries(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """DOSS-14: the whole history of a dossier, or of one report."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    series = _id(request.query_params.get("serie", ""))
    proofs = await tx.fetch(PROOFS, dossier_id)
    return render(
        request, "documents/deliveries.html", d=d, history=await history_of(tx, dossier_id, series),
        method_words=METHOD_WORDS, proofs=proofs,
    )  # fmt: skip


async def _asked(request: Request, dossier_id: UUID) -> tuple[TenantTransaction, UUID | None, UUID | None]:
    """Series and contact of the form, which must be the dossier's; the dossier is held until the answer."""
    tx, form = tx_of(request), await request.form()
    await seen_dossier(tx, actor_in(request), dossier_id)
    await tx.execute("select from dossier where id = $1 for update", dossier_id)
    series, contact = _id(str(form.get("serie", ""))), _id(str(form.get("contact", "")))
    if series and not await tx.fetchval(
        "select exists (select from document where dossier_id = $1 and series_id = $2)", dossier_id, series
    ):
        raise NotFound
    if contact and not await tx.fetchval(
        "select exists (select from dossier_contact where dossier_id = $1 and contact_id = $2)",
        dossier_id,
        contact,
    ):
        raise NotFound
    return tx, series, contact


def _id(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def _done(
    request: Request, dossier_id: UUID, said: str, entry: Any, anchor: str = "documents"
) -> Response[Any]:
    return done(
        request, said, f"/annuler/{entry.id}" if entry else "", path=f"/dossiers/{dossier_id}#{anchor}"
    )


RIGHTS = [block_reports, open_reports, change_access, deliveries]
