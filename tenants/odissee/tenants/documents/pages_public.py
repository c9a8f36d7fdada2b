"""The contact's page: which reports there are, which are blocked, and how each is taken (DOSS-13, 15)."""

from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Gone, NotFound, OdisseeError
from odissee.platform.files import attached, attachment, read
from odissee.platform.identity import capability
from odissee.platform.rights import anyone
from odissee.platform.web import Request, refused, render, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.documents.acknowledge import RECEIPT, check_code, masked, send_code
from odissee.tenants.documents.errors import ReportLocked
from odissee.tenants.documents.hand_over import hand_over, hold
from odissee.tenants.documents.links import OpenedReports, Shown, opened_reports, reports_before
from odissee.tenants.documents.queries import account_on, readers_of
from odissee.tenants.documents.sight import Sight
from odissee.tenants.documents.wording import address_of

PUBLIC_PAGE = {"public": True}
PAGE = "documents/reports.html"
HEAVIEST = 120 * 1024 * 1024
"""Bytes of the reports that leave together: they stand in memory for the time of the answer."""


@get("/r/{token:str}", guards=[anyone], opt=PUBLIC_PAGE)
async def reports_page(request: Request, token: FromPath[str]) -> Page:
    """Opening changes nothing: a scanner of mails takes no report."""
    page = await opened_reports(tx_of(request), token)
    return render(request, PAGE, **await _context(request, page), errors={}, asked=None)


async def _context(request: Request, page: OpenedReports) -> dict[str, Any]:
    company = await tx_of(request).fetchrow("select phone, city from company")
    return {
        "page": page, "together": together(page), "address": address_of(page.dossier), "Sight": Sight,
        "masks": {method: masked(page.contact, method) for method in ("sms", "mail")},
        "company_phone": company["phone"] if company else "",
        "company_line": company["city"] if company else "",
    }  # fmt: skip


@post("/r/{token:str}/{document_id:uuid}/code", guards=[anyone], opt=PUBLIC_PAGE)
async def ask_code(request: Request, token: FromPath[str], document_id: FromPath[UUID]) -> Response[Any]:
    """Send the code, or the mail with its link, to what the company knows of the contact."""
    page, shown = await _open_one(request, token, document_id)
    if shown.method == "ip":
        raise NotFound
    await send_code(tx_of(request), page, shown)
    return render(request, PAGE, **await _context(request, page), errors={}, asked=document_id)


@post("/r/{token:str}/{document_id:uuid}/telecharger", guards=[anyone], opt=PUBLIC_PAGE)
async def take_report(request: Request, token: FromPath[str], document_id: FromPath[UUID]) -> Response[Any]:
    """The file: at once when the address is enough, otherwise with the code that was typed."""
    page, shown = await _open_one(request, token, document_id)
    tx, agent = tx_of(request), request.headers.get("user-agent", "")
    if shown.method == "ip":
        return await attachment(tx.tenant, await hand_over(tx, page.contact, shown, "ip", agent))
    try:
        proof = await check_code(tx, page, shown, str((await request.form()).get("code", "")))
    except OdisseeError as error:
        said = {f"code-{document_id}": error.sentence}
        return refused(request, PAGE, said, **await _context(request, page), asked=document_id)
    return await attachment(tx.tenant, await hand_over(tx, page.contact, shown, shown.method, agent, proof))


async def _open_one(request: Request, token: str, document_id: UUID) -> tuple[OpenedReports, Shown]:
    """One report of the page, with the dossier held; raises `NotFound` or `ReportLocked`."""
    tx = tx_of(request)
    link = await capability.open(tx, token, "reports", again=True)
    await hold(tx, link.subject_id)
    page = await opened_reports(tx, token)
    return page, _takeable(page.one(document_id))


def _takeable(shown: Shown | None) -> Shown:
    if shown is None:
        raise NotFound
    if shown.sight is Sight.LOCKED:
        raise ReportLocked
    return shown


@post("/r/{token:str}/tout", guards=[anyone], opt=PUBLIC_PAGE)
async def take_all(request: Request, token: FromPath[str]) -> Response[Any]:
    """Every open report that asks for no code, in one ZIP; each is a hand-over of its own."""
    tx, agent = tx_of(request), request.headers.get("user-agent", "")
    link = await capability.open(tx, token, "reports", again=True)
    await hold(tx, link.subject_id)
    page = await opened_reports(tx, token)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for shown in together(page):
            file = await hand_over(tx, page.contact, shown, "ip", agent)
            archive.writestr(f"{len(archive.namelist()) + 1:02} {file.name}", await read(tx, file.id))
    name = f"Rapports du dossier {page.dossier['number']}.zip"
    return Response(out.getvalue(), media_type="application/zip", headers=attached(name))


def together(page: OpenedReports) -> list[Shown]:
    """What one press may take: open, without a code, and not too heavy for one answer."""
    found = [shown for shown in page.reports if shown.sight is Sight.OPEN and shown.method == "ip"]
    return found if sum(shown.row["size"] for shown in found) <= HEAVIEST else []


@get("/recu/{token:str}", guards=[anyone], opt=PUBLIC_PAGE)
async def receipt_page(request: Request, token: FromPath[str]) -> Page:
    """The link of the mailbox: one report, one button."""
    contact, shown = await _by_mail(request, token)
    return render(request, "documents/receipt.html", token=token, contact=contact, x=shown.row)


@post("/recu/{token:str}", guards=[anyone], opt=PUBLIC_PAGE)
async def take_by_mail(request: Request, token: FromPath[str]) -> Response[Any]:
    """The button: the report, acknowledged by the mailbox to which the link was sent."""
    tx = tx_of(request)
    link = await capability.open(tx, token, RECEIPT, again=True)
    await hold(tx, link.subject_id)
    contact, shown = await _by_mail(request, token)
    file = await hand_over(tx, contact, shown, "mail", request.headers.get("user-agent", ""))
    return await attachment(tx.tenant, file)


async def _by_mail(request: Request, token: str) -> tuple[Any, Shown]:
    tx = tx_of(request)
    link = await capability.open(tx, token, RECEIPT, again=True)
    contact = await account_on(tx, link.subject_id, link.contact_id) if link.contact_id else None
    if contact is None or "document" not in link.data:
        raise Gone
    reports = await reports_before(tx, link.subject_id, contact, readers_of(contact))
    return contact, _takeable(next((s for s in reports if str(s.id) == link.data["document"]), None))


PUBLIC = [reports_page, ask_code, take_report, take_all, receipt_page, take_by_mail]
