"""Documents of a dossier: reports, what clients deposit, what is for the notary (DOSS-10 to 15, 29 to 31).

Bytes never change; the same report again is the next version of its series, and only the newest version that is
not in the bin is handed over. What a contact sees of a report is decided by one pure function (`sight`) of their
access, the locks and their flag. A hand-over is a row that nobody can change, in the dossier's chain of proof.
A scan without text is « non lu »: nothing is ever concluded from what was not read.

Seams: `deposit` takes a client's answer to a request of documents (`missing_kind`), `open_when_paid` is for
whoever receives money, `reports_link` gives a contact its page, `ON_CLIENT_DEPOSIT` hears of each file that a client
handed in, `ON_READ` of each document just read.
"""

from odissee.tenants.documents.change import rename as rename_document
from odissee.tenants.documents.deposit import ON_CLIENT_DEPOSIT, deposit
from odissee.tenants.documents.glance import Glance, glance
from odissee.tenants.documents.kinds import KINDS as REPORT_KINDS
from odissee.tenants.documents.links import (
    OpenedReports,
    Shown,
    client_reports,
    client_reports_link,
    opened_reports,
    reports_link,
)
from odissee.tenants.documents.locks import as_locks, live_locks, lock_reports, open_when_paid, unlock_reports
from odissee.tenants.documents.names import clean_name
from odissee.tenants.documents.options import ReportOptions, options_of
from odissee.tenants.documents.prefect import SCORES, set_score
from odissee.tenants.documents.queries import READERS, account_on, reader_of, readers_of, seen_document
from odissee.tenants.documents.read_report import ON_READ
from odissee.tenants.documents.reports_seen import Seen, reports_seen
from odissee.tenants.documents.sight import Access, Lock, Reader, Report, Sight, access, sight, widest
from odissee.tenants.documents.tell import NothingToTell, announce_reports, tell_reports
from odissee.tenants.documents.wording import address_of, contact_words, dossier_words

__all__ = [
    "ON_CLIENT_DEPOSIT",
    "ON_READ",
    "READERS",
    "REPORT_KINDS",
    "SCORES",
    "Access",
    "Glance",
    "Lock",
    "NothingToTell",
    "OpenedReports",
    "Reader",
    "Report",
    "ReportOptions",
    "Seen",
    "Shown",
    "Sight",
    "access",
    "account_on",
    "address_of",
    "announce_reports",
    "as_locks",
    "clean_name",
    "client_reports",
    "client_reports_link",
    "contact_words",
    "deposit",
    "dossier_words",
    "glance",
    "live_locks",
    "lock_reports",
    "open_when_paid",
    "opened_reports",
    "options_of",
    "reader_of",
    "readers_of",
    "rename_document",
    "reports_link",
    "reports_seen",
    "seen_document",
    "set_score",
    "sight",
    "tell_reports",
    "unlock_reports",
    "widest",
]
