"""The company's own rows, for plain inserts and updates."""

from piccolo.columns import UUID, BigInt, Boolean, Date, Integer, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import TenantRow, current_tenant, db, utc_now


class Company(Table, tablename="company", db=db):
    """The legal identity: one row a company."""

    tenant_id = UUID(primary_key=True, default=current_tenant)
    legal_name = Text()
    legal_form = Text(default="")
    capital_cents = BigInt(null=True, default=None)
    siren = Text(default="")
    siret = Text(default="")
    rcs_city = Text(default="")
    vat_number = Text(default="")
    vat_regime = Text(default="normal")
    address = Text(default="")
    postcode = Text(default="")
    city = Text(default="")
    phone = Text(default="")
    email = Text(default="")
    website = Text(default="")
    insurer = Text(default="")
    policy_number = Text(default="")
    insurance_per_claim_cents = BigInt(null=True, default=None)
    insurance_per_year_cents = BigInt(null=True, default=None)
    insurance_area = Text(default="France")
    insurance_from = Date(null=True, default=None)
    insurance_until = Date(null=True, default=None)
    certification_body = Text(default="")
    mediator_name = Text(default="")
    mediator_contact = Text(default="")
    privacy_contact = Text(default="")
    signatory_name = Text(default="")
    signatory_role = Text(default="")
    logo_file_id = UUID(null=True, default=None)
    quote_validity_days = Integer(default=30)
    payment_terms_days = Integer(default=30)
    deposit_bp = Integer(default=0)
    acceptance_code = Text(default="mail")
    quote_buttons = Boolean(default=True)
    updated_at = Timestamptz(default=utc_now)
    updated_by = UUID(null=True, default=None)


class Site(TenantRow, Table, tablename="site", db=db):
    """A place of business; what is empty is the company's own."""

    name = Text()
    legal_name = Text(null=True, default=None)
    siret = Text(null=True, default=None)
    vat_number = Text(null=True, default=None)
    address = Text(null=True, default=None)
    postcode = Text(null=True, default=None)
    city = Text(null=True, default=None)
    phone = Text(null=True, default=None)
    email = Text(null=True, default=None)
    quote_series = Text(default="D-{AAAA}-{0000}")
    closed_at = Timestamptz(null=True, default=None)
