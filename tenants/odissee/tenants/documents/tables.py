"""Documents of a dossier, what blocks them, what was handed over."""

from piccolo.columns import UUID, Integer, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import TenantRow, db


class Document(TenantRow, Table, tablename="document", db=db):
    """One version of one document; `superseded_at` is kept by `settle`, `trashed_at` is the bin."""

    dossier_id = UUID()
    section = Text()
    kind = Text(default="")
    kind_from = Text(default="")
    title = Text()
    series_id = UUID()
    version = Integer(default=1)
    superseded_at = Timestamptz(null=True, default=None)
    file_id = UUID()
    pages = Integer(null=True, default=None)
    reading = Text(default="waiting")
    doubt = Text(default="")
    preview_file_id = UUID(null=True, default=None)
    acknowledge = Text(null=True, default=None)
    contact_id = UUID(null=True, default=None)
    missing_kind = Text(default="")
    trashed_at = Timestamptz(null=True, default=None)


class ReportLock(TenantRow, Table, tablename="report_lock", db=db):
    """Blocks one series of reports or all (null), for one contact or everybody (null), until it is lifted."""

    dossier_id = UUID()
    document_series_id = UUID(null=True, default=None)
    contact_id = UUID(null=True, default=None)
    reason = Text(default="hand")
    lifted_at = Timestamptz(null=True, default=None)
    lifted_by = UUID(null=True, default=None)
