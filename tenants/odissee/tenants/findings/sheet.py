"""The short report of one diagnostic, printed: conclusion, dates, validities, what comes next, the disclaimer."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.web.templates_env import environment
from odissee.tenants.documents import address_of
from odissee.tenants.findings.dpe import reading_of
from odissee.tenants.findings.lines import DPE, Line
from odissee.tenants.findings.samples import RESULTS, samples_of
from odissee.tenants.findings.shown import ASBESTOS, disclaimer

COMPANY = "select t.name, t.brand from tenant t where t.id = $1"
PROPERTY = "select address, typed_address, complement, postcode, city from property where id = $1"


async def sheet_html(tx: TenantTransaction, dossier: Any, line: Line) -> str:
    """The page to print."""
    company = await tx.fetchrow(COMPANY, tx.tenant)
    dpe = await tx.fetchrow(DPE, dossier["id"]) if line.diagnostic == "DPE" else None
    place = await tx.fetchrow(PROPERTY, dossier["property_id"])
    assert company is not None and place is not None  # noqa: S101 - the company of the transaction, a foreign key
    return environment().get_template("findings/sheet.html").render(
        company=company["name"], brand=company["brand"], d=dossier, line=line, address=address_of(place),
        disclaimer=await disclaimer(tx), sample_results=RESULTS, dpe=reading_of(dpe) if dpe else None,
        samples=await samples_of(tx, dossier["id"]) if line.diagnostic in ASBESTOS else [],
        footer_left=company["name"], footer_right="",
    )  # fmt: skip
