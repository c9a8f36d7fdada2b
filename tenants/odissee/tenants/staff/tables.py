from piccolo.columns import UUID, Array, Boolean, Date, Integer, Text
from piccolo.table import Table

from odissee.platform.db import TenantRow, db


class StaffMember(TenantRow, Table, tablename="staff_member", db=db):
    """A person who works here, with or without an access."""

    first_name = Text(default="")
    last_name = Text()
    initials = Text()
    colour = Text(default="1")
    email = Text(default="")
    phone = Text(default="")
    start_address = Text(default="")
    start_postcode = Text(default="")
    start_city = Text(default="")
    active_from = Date(null=True, default=None)
    active_until = Date(null=True, default=None)
    max_discount_bp = Integer(null=True, default=None)


class Place(TenantRow, Table, tablename="membership", db=db):
    """The part of a membership that the staff page changes."""

    kind = Text()
    staff_id = UUID(null=True, default=None)
    email = Text(null=True, default=None)
    display_name = Text()
    initials = Text(default="")
    profiles = Array(base_column=Text(), default=list)
    site_ids = Array(base_column=UUID(), null=True, default=None)
    active_from = Date(null=True, default=None)
    active_until = Date(null=True, default=None)


class Certification(TenantRow, Table, tablename="certification", db=db):
    """Who may do which diagnostic, until when."""

    staff_id = UUID()
    domain = Text()
    mention = Boolean(default=False)
    body = Text()
    number = Text()
    valid_from = Date()
    valid_to = Date()
    file_id = UUID(null=True, default=None)
