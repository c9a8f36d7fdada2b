"""The companies themselves: a global table."""

from piccolo.columns import UUID, Array, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import db, new_id, utc_now


class Tenant(Table, tablename="tenant", db=db):
    """One company; `slug` is its sub-domain and never changes hands."""

    id = UUID(primary_key=True, default=new_id)
    slug = Text()
    name = Text()
    siren = Text(null=True, default=None)
    plan = Text(default="essai")
    status = Text(default="active")
    time_zone = Text(default="Europe/Paris")
    brand = Text(default="#165c8f")
    logo_sha256 = Text(null=True, default=None)
    custom_host = Text(null=True, default=None)
    embed_origins = Array(base_column=Text(), default=list)
    suspended_reason = Text(null=True, default=None)
    created_at = Timestamptz(default=utc_now)
