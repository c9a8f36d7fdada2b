"""The findings before a contact, by the link of their reports: conclusions, validities, label, samples."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.rights import anyone, client
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.documents import account_on, address_of, opened_reports
from odissee.tenants.findings.dpe import DpeReading
from odissee.tenants.findings.errors import NoLabelYet
from odissee.tenants.findings.pages_label import png_answer, svg_answer
from odissee.tenants.findings.samples import RESULTS
from odissee.tenants.findings.shown import shown_to_client
from odissee.tenants.portal import sees

PUBLIC = {"public": True}


@get("/r/{token:str}/prestations", guards=[anyone], opt=PUBLIC)
async def client_findings(request: Request, token: FromPath[str]) -> Page:
    """What this contact may know; what is blocked is named, without its conclusion."""
    tx = tx_of(request)
    page = await opened_reports(tx, token)
    company = await tx.fetchrow("select phone, city from company")
    return render(
        request, "findings/client.html", page=page, shown=await shown_to_client(tx, page.dossier["id"], page.contact["id"]),
        address=address_of(page.dossier), sample_results=RESULTS, company_phone=company["phone"] if company else "",
        company_line=company["city"] if company else "",
    )  # fmt: skip


async def label_of(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> DpeReading:
    """The label that a contact may take; raises `NoLabelYet` as long as they may not see the DPE."""
    shown = await shown_to_client(tx, dossier_id, contact_id)
    if shown.dpe is None:
        raise NoLabelYet
    return shown.dpe


@get("/r/{token:str}/etiquette.svg", guards=[anyone], opt=PUBLIC)
async def client_svg(request: Request, token: FromPath[str]) -> Response[bytes]:
    """The drawing, shown in the page or taken (`?fichier=1`)."""
    tx, asked = tx_of(request), request.query_params
    page = await opened_reports(tx, token)
    dpe = await label_of(tx, page.dossier["id"], page.contact["id"])
    return svg_answer(dpe, bool(asked.get("attestation")), shown=not asked.get("fichier"))


@get("/r/{token:str}/etiquette.png", guards=[anyone], opt=PUBLIC)
async def client_png(request: Request, token: FromPath[str]) -> Response[bytes]:
    """The picture, for an advertisement."""
    tx = tx_of(request)
    page = await opened_reports(tx, token)
    dpe = await label_of(tx, page.dossier["id"], page.contact["id"])
    return await png_answer(dpe, bool(request.query_params.get("attestation")))


async def _space(request: Request, dossier_id: UUID) -> UUID:
    """The contact who is logged in, standing on this dossier with a role that sees reports; raises `NotFound`."""
    tx, contact_id = tx_of(request), actor_in(request).contact_id
    if contact_id is None or await account_on(tx, dossier_id, contact_id) is None:
        raise NotFound
    if "reports" not in await sees(tx, dossier_id, contact_id):
        raise NotFound
    return contact_id


@get("/espace/dossiers/{dossier_id:uuid}/prestations", guards=[client])
async def space_findings(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """The same, for a client who is logged in."""
    tx = tx_of(request)
    contact_id = await _space(request, dossier_id)
    return render(
        request, "findings/space.html", shown=await shown_to_client(tx, dossier_id, contact_id),
        number=await tx.fetchval("select number from dossier where id = $1", dossier_id), dossier_id=dossier_id,
        sample_results=RESULTS, company_phone=await tx.fetchval("select phone from company"),
    )  # fmt: skip


@get("/espace/dossiers/{dossier_id:uuid}/etiquette.svg", guards=[client])
async def space_svg(request: Request, dossier_id: FromPath[UUID]) -> Response[bytes]:
    """The drawing, for a client who is logged in."""
    asked = request.query_params
    dpe = await label_of(tx_of(request), dossier_id, await _space(request, dossier_id))
    return svg_answer(dpe, bool(asked.get("attestation")), shown=not asked.get("fichier"))


@get("/espace/dossiers/{dossier_id:uuid}/etiquette.png", guards=[client])
async def space_png(request: Request, dossier_id: FromPath[UUID]) -> Response[bytes]:
    """The picture, for a client who is logged in."""
    dpe = await label_of(tx_of(request), dossier_id, await _space(request, dossier_id))
    return await png_answer(dpe, bool(request.query_params.get("attestation")))


CLIENT = [client_findings, client_svg, client_png, space_findings, space_svg, space_png]
