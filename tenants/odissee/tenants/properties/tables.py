from piccolo.columns import (
    UUID,
    Boolean,
    DoublePrecision,
    Integer,
    Numeric,
    Real,
    Text,
    Timestamptz,
)
from piccolo.table import Table

from odissee.platform.db import TenantRow, db, utc_now


class Property(TenantRow, Table, tablename="property", db=db):
    """What is inspected. `typed_address` is what a person wrote, `match_*` what the address service answered.

    The column `context` (answers for the rule engine) belongs to the order and is written there.
    """

    type = Text(default="flat")
    typed_address = Text()
    address = Text()
    complement = Text()
    postcode = Text()
    city = Text()
    insee = Text(null=True, default=None)
    lat = DoublePrecision(null=True, default=None)
    lon = DoublePrecision(null=True, default=None)
    match_label = Text()
    match_kind = Text(default="none")
    match_score = Real(null=True, default=None)
    matched_at = Timestamptz(null=True, default=None)
    surface = Numeric(digits=(8, 2), null=True, default=None)
    rooms = Integer(null=True, default=None)
    annex_count = Integer(null=True, default=None)
    built_year = Integer(null=True, default=None)
    permit_on = Text()
    floor = Text()
    door = Text()
    access_notes = Text()
    lot = Text()
    parcel = Text()
    updated_at = Timestamptz(default=utc_now)


class Annex(TenantRow, Table, tablename="annex", db=db):
    """A cellar, a garage…: visited with the property, sold with it."""

    property_id = UUID()
    kind = Text()
    lot = Text()
    surface = Numeric(digits=(8, 2), null=True, default=None)
    to_visit = Boolean(default=True)
