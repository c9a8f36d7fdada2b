"""The dossier, who is concerned by it, and what is done in it."""

from piccolo.columns import UUID, Array, BigInt, Boolean, Date, Integer, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import TenantRow, db, utc_now


class Dossier(TenantRow, Table, tablename="dossier", db=db):
    """`owner_name` to `instalments_total` are kept by `refresh` and by the features that own them."""

    number = BigInt()
    internal_ref = Text(default="")
    mode = Text(default="ddt")
    nature = Text(default="sale")
    status = Text()
    status_before_cancel = Text(null=True, default=None)
    urgent_at = Timestamptz(null=True, default=None)
    origin = Text(default="")
    site_id = UUID()
    property_id = UUID()
    technician_id = UUID(null=True, default=None)
    in_charge_id = UUID(null=True, default=None)
    appointment_at = Timestamptz(null=True, default=None)
    owner_name = Text(default="")
    prescriber_name = Text(default="")
    city = Text(default="")
    amount_cents = BigInt(default=0)
    invoiced_cents = BigInt(null=True, default=None)
    quote_state = Text(default="none")
    report_state = Text(default="none")
    downloads = Integer(default=0)
    invoice_state = Text(default="none")
    instalments_paid = Integer(default=0)
    instalments_total = Integer(default=0)
    cancel_reason = Text(null=True, default=None)
    callback_wanted_at = Timestamptz(null=True, default=None)
    early_start = Boolean(null=True, default=None)
    archived_at = Timestamptz(null=True, default=None)
    trashed_at = Timestamptz(null=True, default=None)
    sold_at = Timestamptz(null=True, default=None)
    owner_text = Text(default="")
    visited_on = Date(null=True, default=None)
    active_at = Timestamptz(default=utc_now)


class DossierContact(TenantRow, Table, tablename="dossier_contact", db=db):
    """A contact on a dossier: cumulative roles, access to reports and to the invoice block."""

    dossier_id = UUID()
    contact_id = UUID()
    roles = Array(base_column=Text(), default=list)
    report_access = Boolean(default=False)
    invoice_access = Boolean(default=False)


class DossierService(TenantRow, Table, tablename="dossier_service", db=db):
    """A diagnostic to be done, with what the rule engine said of it."""

    dossier_id = UUID()
    diagnostic = Text()
    label = Text()
    price_cents = BigInt(null=True, default=None)
    minutes = Integer(null=True, default=None)
    verdict = Text(null=True, default=None)
    why = Text(default="")
    source = Text(default="")
    rule_status = Text(default="")
    position = Integer(default=0)
