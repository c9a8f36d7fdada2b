"""One person's data for that person (art. 15 and 20 GDPR): a ZIP with one JSON and the files that are theirs."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.files import read
from odissee.platform.journal import record
from odissee.tenants.contacts import contact_of

HEAVIEST = 120 * 1024 * 1024
DOSSIERS = """
select d.number, d.nature, d.status, d.created_at, d.appointment_at, p.address, p.postcode, p.city, k.roles
  from dossier_contact k join dossier d on d.id = k.dossier_id join property p on p.id = d.property_id
 where k.contact_id = $1 order by d.number"""
FILES = """
select f.id, f.name, f.size, 'déposés' as folder from document x join stored_file f on f.id = x.file_id
 where x.contact_id = $1 and x.trashed_at is null
union select f.id, f.name, f.size, 'rapports' from document x join stored_file f on f.id = x.file_id
  join dossier_contact k on k.dossier_id = x.dossier_id and k.contact_id = $1 and k.report_access
  join contact c on c.id = $1
 where x.section = 'report' and x.superseded_at is null and x.trashed_at is null
   and (c.never_lock_reports or not exists (
     select from report_lock l where l.dossier_id = x.dossier_id and l.lifted_at is null
        and (l.document_series_id is null or l.document_series_id = x.series_id)
        and (l.contact_id is null or l.contact_id = $1)))
union select f.id, f.name, f.size, 'devis' from quote_version v join stored_file f on f.id in (v.pdf_file_id, v.accepted_pdf_file_id)
 where v.requester_contact_id = $1"""
READ_ME = "donnees.json : ce que la société tient sur vous, table par table. Dossiers à côté : vos documents, vos rapports, vos devis.\n"


class TooHeavy(OdisseeError):
    """More than one answer can carry."""

    title = "Les fichiers de cette personne dépassent 120 Mo. Remettez-les par leurs dossiers."


async def export_of(tx: TenantTransaction, contact_id: UUID) -> tuple[str, bytes]:
    """The name of the ZIP and its bytes; noted in the journal. Raises `NotFound` or `TooHeavy`."""
    contact = await contact_of(tx, contact_id, trashed=True)
    files = await tx.fetch(FILES, contact.id)
    if sum(row["size"] for row in files) > HEAVIEST:
        raise TooHeavy
    data = await tx.fetchval("select contact_data($1)", contact.id)
    data["dossiers"] = [dict(row) for row in await tx.fetch(DOSSIERS, contact.id)]
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("lisez-moi.txt", READ_ME)
        archive.writestr("donnees.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
        await _put_files(tx, archive, files)
    record(tx, "contact", contact.id, "contact.exported", after={"files": len(files)})
    return f"Données de {contact.full_name} {clock.today().isoformat()}.zip", out.getvalue()


async def _put_files(tx: TenantTransaction, archive: ZipFile, files: list[Any]) -> None:
    for number, row in enumerate(files, 1):
        name = row["name"].replace("/", "-")
        archive.writestr(f"{row['folder']}/{number:03} {name}", await read(tx, row["id"]))
