"""Rows that are changed in place; dated prices go through `revision.py`."""

from decimal import Decimal

from piccolo.columns import JSONB, UUID, Array, BigInt, Boolean, Date, Integer, Numeric, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import TenantRow, current_tenant, db, utc_now


class DiagnosticRow(TenantRow, Table, tablename="diagnostic", db=db):
    code = Text()
    label = Text()
    short_label = Text()
    vat_bp = Integer(default=20_00)
    minutes = Integer(default=0)
    machine = Boolean(default=False)
    certification = Text(default="")
    mention = Boolean(default=False)
    position = Integer(default=0)
    transactions = Array(base_column=Text(), default=list)
    hidden_at = Timestamptz(null=True, default=None)


class SpecialPrice(TenantRow, Table, tablename="special_price", db=db):
    name = Text()
    contact_id = UUID(null=True, default=None)
    network_id = UUID(null=True, default=None)
    sub_accounts = Boolean(default=False)
    discount_bp = Integer(default=0)
    discount_cents = BigInt(default=0)
    comment = Text(default="")
    valid_from = Date(null=True, default=None)
    valid_to = Date(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class PriceSettings(Table, tablename="price_settings", db=db):
    """One row a company."""

    tenant_id = UUID(primary_key=True, default=current_tenant)
    pack_rule = Text(default="best_price")
    entry_basis = Text(default="incl")
    minimum_cents = BigInt(null=True, default=None)
    minimum_basis = Text(default="incl")
    max_discounts = JSONB(default="{}")
    km_cents = BigInt(null=True, default=None)
    km_free = Numeric((6, 1), default=Decimal(0))
    km_minimum_cents = BigInt(default=0)
    km_maximum_cents = BigInt(null=True, default=None)
    km_billed = Boolean(default=True)
    updated_at = Timestamptz(default=utc_now)
    updated_by = UUID(null=True, default=None)
