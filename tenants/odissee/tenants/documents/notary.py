"""The export for notaries (integrations §9): one ZIP with the whole DDT, each report under a regular name, an index.

It is said « export notaire »: no interface of a notary's software is public. A conclusion or a validity that the
dossier does not know is empty in the index, never guessed.
"""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from odissee.platform.db import TenantTransaction
from odissee.platform.files import whole_path
from odissee.platform.journal import record
from odissee.platform.texts import company_words
from odissee.tenants import regulation
from odissee.tenants.documents.bundle import ddt_name, file_away, report_name, reports_of, write_joined
from odissee.tenants.documents.links import DOSSIER
from odissee.tenants.documents.state import show_state
from odissee.tenants.documents.wording import address_of

CERTIFICATES = """
select distinct on (c.domain) c.domain, c.body, c.number, c.valid_to, s.first_name || ' ' || s.last_name as technician
  from dossier d join staff_member s on s.id = d.technician_id join certification c on c.staff_id = s.id
 where d.id = $1 order by c.domain, c.valid_to desc"""
DOMAINS = {
    "DPE": "dpe", "AUDIT": "audit", "DPE_COLLECTIVE": "dpe", "ASBESTOS": "asbestos", "DAPP": "asbestos",
    "DTA": "asbestos", "RAAT": "asbestos", "DEMO_ASBESTOS": "asbestos", "CREP": "lead", "LEAD_WORKS": "lead",
    "TERMITES": "termites", "GAS": "gas", "ELECTRICITY": "electricity",
}  # fmt: skip
FIELDS = ("file", "type", "title", "number", "established_on", "visited_on", "valid_until", "conclusion", "technician",
          "certification_body", "certification_number", "certification_valid_until", "version", "pages", "sha256")  # fmt: skip


async def export_for_notary(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Make the ZIP and put it in the section of the notary, as the next version of the former."""
    rows, dossier = await reports_of(tx, dossier_id), await tx.fetchrow(DOSSIER, dossier_id)
    if not rows or dossier is None:
        return
    index = await index_of(tx, dossier, rows)
    with TemporaryDirectory(prefix="odissee-") as folder:
        whole, out = Path(folder) / "ddt.pdf", Path(folder) / "export.zip"
        await write_joined(tx, rows, whole, f"DDT {dossier['number']}, {address_of(dossier)}")
        count = await _zip(tx, dossier, rows, index, whole, out)
        name = ddt_name(dossier).removesuffix(".pdf").replace("DDT_", "Notaire_", 1) + ".zip"
        await file_away(tx, dossier, out, name, "application/zip", "Export notaire", None)
    record(tx, "dossier", dossier_id, "report.notary_export", dossier_id=dossier_id, after={"files": count})
    await show_state(tx, dossier_id)


async def _zip(
    tx: TenantTransaction, dossier: Any, rows: list[Any], index: dict[str, Any], whole: Path, out: Path
) -> int:
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.write(whole, ddt_name(dossier))
        for row, told in zip(rows, index["reports"], strict=True):
            async with whole_path(tx.tenant, row["sha256"]) as path:
                archive.write(path, told["file"])
        said = json.dumps(index, ensure_ascii=False, indent=2)
        archive.writestr("index.json", said, ZIP_DEFLATED)
        archive.writestr("index.csv", "\ufeff" + as_csv(index["reports"]), ZIP_DEFLATED)
        return len(archive.namelist())


async def index_of(tx: TenantTransaction, dossier: Any, rows: list[Any]) -> dict[str, Any]:
    """What the notary's clerk reads first."""
    certificates = {row["domain"]: row for row in await tx.fetch(CERTIFICATES, dossier["id"])}
    words, names = (
        await company_words(tx),
        unique_names([report_name(row, dossier["number"]) for row in rows]),
    )
    company = {name: words.get(f"company_{name}", "") for name in
               ("name", "siret", "address", "phone", "email", "insurer", "policy_number", "insurance_until")}  # fmt: skip
    reports = [_told(row, name, dossier, certificates) for row, name in zip(rows, names, strict=True)]
    return {
        "format": "odissee-export-notaire", "version": 1, "dossier": dossier["number"],
        "property": address_of(dossier), "whole_file": ddt_name(dossier), "company": company, "reports": reports,
    }  # fmt: skip


def unique_names(names: list[str]) -> list[str]:
    """Two reports of one kind and day get a number."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else name.replace(".pdf", f"-{seen[name]}.pdf"))
    return found


def _told(row: Any, name: str, dossier: Any, certificates: dict[str, Any]) -> dict[str, Any]:
    anchors, certificate = row["anchors"], certificates.get(DOMAINS.get(row["kind"], ""))
    return {
        "file": name, "type": row["kind"], "title": row["title"], "number": anchors.get("ademe") or anchors.get("dossier", ""),
        "established_on": anchors.get("established_on", ""), "visited_on": anchors.get("visited_on", ""),
        "valid_until": anchors.get("valid_until") or _validity(row, dossier["nature"]), "conclusion": "",
        "technician": certificate["technician"] if certificate else "",
        "certification_body": certificate["body"] if certificate else "",
        "certification_number": certificate["number"] if certificate else "",
        "certification_valid_until": certificate["valid_to"].isoformat() if certificate else "",
        "version": row["version"], "pages": row["pages"], "sha256": row["sha256"],
    }  # fmt: skip


def _validity(row: Any, nature: str) -> str:
    """By the verified rules, from the dates that the report itself tells; empty when a conclusion is needed."""
    days = [
        date.fromisoformat(day)
        for name in ("visited_on", "established_on")
        if (day := row["anchors"].get(name))
    ]
    purpose = {"sale": "sale", "rental": "rental"}.get(nature)
    if not days or purpose is None:
        return ""
    try:
        found = regulation.validity(row["kind"], purpose, days[0], days[-1])
    except regulation.RegulationError:
        return ""
    sure = found.valid_until is not None and found.certainty == regulation.Status.VERIFIED
    return found.valid_until.isoformat() if found.valid_until and sure else ""


def as_csv(reports: list[dict[str, Any]]) -> str:
    """The same as a sheet; what begins like a formula is neutralised (CASE-039)."""
    out = StringIO()
    writer = csv.DictWriter(out, FIELDS, delimiter=";", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in report.items()} for report in reports)
    return out.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
