"""The contact's own page of a dossier's reports, opened by its link without a login (COM-11)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Gone
from odissee.platform.identity import capability, company_origin
from odissee.tenants.documents.locks import as_locks, live_locks
from odissee.tenants.documents.options import ReportOptions, options_of
from odissee.tenants.documents.queries import account_on, reader_of, readers_of, report_of
from odissee.tenants.documents.sight import Reader, Sight, widest

SCOPE = "reports"
LIFE = timedelta(days=365)
"""A report is looked for again the day of the deed: months after the mail."""
VISIT_LIFE = timedelta(hours=12)
"""The client who is logged in asks for another one at each visit."""
DOSSIER = """
select d.id, d.number, d.nature, d.appointment_at, d.trashed_at, p.address, p.typed_address, p.complement, p.postcode, p.city
  from dossier d join property p on p.id = d.property_id where d.id = $1"""
REPORTS = """
select x.*, f.name, f.size, f.sha256, f.media_type,
       (select max(w.at) from document_download w where w.document_id = x.id and w.contact_id = $2) as taken_at,
       (select max(o.created_at) from document o where o.series_id = x.series_id and o.version < x.version) as replaces
  from document x join stored_file f on f.id = x.file_id
 where x.dossier_id = $1 and x.section = 'report' and x.trashed_at is null and x.superseded_at is null
 order by x.title, x.id"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report before a contact: `method` is how its hand-over is acknowledged."""

    row: Any
    sight: Sight
    method: str
    reason: str

    @property
    def id(self) -> UUID:
        id: UUID = self.row["id"]
        return id

    def code_subject(self, contact_id: UUID) -> UUID:
        """What a code is for: this report and this contact, so that two of them never end each other's code."""
        return uuid5(contact_id, str(self.id))


@dataclass(frozen=True, slots=True)
class OpenedReports:
    """What the link shows."""

    token: str
    dossier: Any
    contact: Any
    reports: tuple[Shown, ...]

    def one(self, document_id: UUID) -> Shown | None:
        """A report that this contact sees, open or blocked."""
        return next((shown for shown in self.reports if shown.id == document_id), None)


async def reports_link(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, sent_to: str | None
) -> tuple[str, Any]:
    """A new link for this contact, and the instant when it ends. It is told here or never."""
    until = clock.now() + LIFE
    token = await capability.grant(tx, SCOPE, dossier_id, contact_id, sent_to, until)
    return f"{await company_origin(tx)}/r/{token}", until


async def client_reports_link(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID | None) -> str | None:
    """The path of the reports' page for a contact who is logged in; None when they do not stand on the dossier."""
    if contact_id is None or await account_on(tx, dossier_id, contact_id) is None:
        return None
    token = await capability.grant(
        tx, SCOPE, dossier_id, contact_id, "espace client", clock.now() + VISIT_LIFE
    )
    return f"/r/{token}"


async def client_reports(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> tuple[Shown, ...]:
    """The reports that a contact, or one of its sub-accounts, sees of a dossier: open or blocked."""
    account = await account_on(tx, dossier_id, contact_id)
    return await reports_before(tx, dossier_id, account, readers_of(account)) if account is not None else ()


async def opened_reports(tx: TenantTransaction, token: str) -> OpenedReports:
    """The page of a link; raises `Gone` alike for unknown, foreign, expired links and contacts taken off."""
    link = await capability.open(tx, token, SCOPE, again=True)
    dossier = await tx.fetchrow(DOSSIER, link.subject_id)
    contact = await account_on(tx, link.subject_id, link.contact_id) if link.contact_id else None
    if dossier is None or dossier["trashed_at"] is not None or contact is None:
        raise Gone
    reports = await reports_before(tx, dossier["id"], contact, readers_of(contact))
    return OpenedReports(token, dossier, contact, reports)


async def reports_before(
    tx: TenantTransaction, dossier_id: UUID, contact: Any, readers: tuple[Reader, ...] = ()
) -> tuple[Shown, ...]:
    """The reports that a contact sees, by the one decision of `sight`; `readers`: through whom, when not themselves."""
    rows = await tx.fetch(REPORTS, dossier_id, contact["id"])
    locks, options = await live_locks(tx, dossier_id), await options_of(tx)
    through = readers or (reader_of(contact),)
    found = (_shown(row, widest(through, report_of(row), as_locks(locks)), locks, options) for row in rows)
    return tuple(shown for shown in found if shown.sight is not Sight.HIDDEN)


def _shown(row: Any, seen: Sight, locks: list[Any], options: ReportOptions) -> Shown:
    reasons = {lock["reason"] for lock in locks if lock["document_series_id"] in (None, row["series_id"])}
    reason = "payment" if "payment" in reasons else "hand"
    return Shown(
        row, seen, options.method(row["kind"], row["acknowledge"]), reason if seen is Sight.LOCKED else ""
    )
