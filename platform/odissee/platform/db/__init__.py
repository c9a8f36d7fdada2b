"""The only door to data: a transaction that belongs to one company.

`db.tenant(id)` opens it, with `app.tenant` set in the same round trip as BEGIN, so that the row-level
security of every company table applies. `db.commons()` opens one that belongs to nobody: it sees the
global tables (`GLOBAL_TABLES`) and no company's row. A query outside both raises `NoTenant`.
Nothing commits inside: the edge (web middleware, worker) does.
"""

from odissee.platform.db.engine import DB as db
from odissee.platform.db.engine import NOBODY, NoTenant, TenantTransaction
from odissee.platform.db.ids import new_id
from odissee.platform.db.rows import TenantRow, current_tenant, utc_now

GLOBAL_TABLES = frozenset(
    {
        "schema_migration",
        "tenant",
        "login",
        "login_passkey",
        "login_recovery_code",
        "login_tenant",
        "operator",
        "operator_session",
        "rate_bucket",
        "signup",
    }
)

__all__ = [
    "GLOBAL_TABLES",
    "NOBODY",
    "NoTenant",
    "TenantRow",
    "TenantTransaction",
    "current_tenant",
    "db",
    "new_id",
    "utc_now",
]
