"""Asking for the one PDF and for the notary's ZIP: made in the worker, found in the section of the notary."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform.db import new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.jobs import enqueue
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.documents.bundle import reports_of
from odissee.tenants.dossiers import seen_dossier


class NoReport(OdisseeError):
    title = "Il n’y a aucun rapport en PDF dans ce dossier. Déposez-en un d’abord."


class NoProof(OdisseeError):
    title = "Ce dossier n’a encore aucune preuve : ni réponse à un devis, ni annonce, ni remise de rapport."


@post("/dossiers/{dossier_id:uuid}/documents/reunir", guards=[allow("report.manage")])
async def ask_joined(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """All reports in one PDF with bookmarks."""
    return await _ask(
        request, dossier_id, "document.join", "Le PDF réuni se prépare ; il arrive dans « Notaire »"
    )


@post("/dossiers/{dossier_id:uuid}/documents/export-notaire", guards=[allow("report.manage")])
async def ask_export(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """The ZIP of integrations §9."""
    return await _ask(
        request, dossier_id, "document.notary", "L’export se prépare ; il arrive dans « Notaire »"
    )


@post("/dossiers/{dossier_id:uuid}/documents/preuves", guards=[allow("report.manage")])
async def ask_proof(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """The vault of proofs (OUR-07)."""
    tx = tx_of(request)
    await seen_dossier(tx, actor_in(request), dossier_id)
    if not await tx.fetchval("select exists (select from evidence_record where chain_id = $1)", dossier_id):
        raise NoProof
    await enqueue(tx, "document.proof", {"dossier": str(dossier_id)}, f"document.proof:{new_id()}")
    return done(request, "Le dossier de preuves se prépare", path=f"/dossiers/{dossier_id}/documents/remises")


async def _ask(request: Request, dossier_id: UUID, kind: str, said: str) -> Response[Any]:
    tx = tx_of(request)
    await seen_dossier(tx, actor_in(request), dossier_id)
    if not await reports_of(tx, dossier_id):
        raise NoReport
    await enqueue(tx, kind, {"dossier": str(dossier_id)}, f"{kind}:{new_id()}")
    return done(request, said, path=f"/dossiers/{dossier_id}#documents")


BUNDLE = [ask_joined, ask_export, ask_proof]
