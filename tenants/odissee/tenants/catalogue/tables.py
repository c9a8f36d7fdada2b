"""Rows that are changed in place; dated prices go through `revision.py`."""

from piccolo.columns import UUID, Array, BigInt, Boolean, Date, Integer, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import TenantRow, db


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
