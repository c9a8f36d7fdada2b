"""What every row of a company has: `id` (UUIDv7), `tenant_id`, `created_at`, `created_by`."""

from datetime import datetime
from typing import Any
from uuid import UUID as Uuid

from piccolo.columns import UUID, Timestamptz

from odissee.platform.db.engine import DB, NOBODY
from odissee.platform.db.ids import new_id


def current_tenant() -> Uuid:
    """The company of the open transaction: where a new row belongs, whatever the form said.

    Outside one it is `NOBODY` (Piccolo asks for a default when a table is declared): no policy accepts it.
    """
    tx = DB.current()
    return tx.tenant if tx is not None and tx._open else NOBODY


def current_actor() -> Uuid | None:
    """The membership that acts in the open transaction, if a person does."""
    tx = DB.current()
    actor: Any = tx.state.get("actor") if tx is not None else None
    return actor.membership_id if actor is not None else None


def utc_now() -> datetime:
    """Now, aware, in UTC; tests move it with `odissee.platform.clock`."""
    from odissee.platform.clock import now

    return now()


class TenantRow:
    """Mixin of every company table; the database adds the row-level security and the composite keys."""

    id = UUID(primary_key=True, default=new_id)
    tenant_id = UUID(default=current_tenant)
    created_at = Timestamptz(default=utc_now)
    created_by = UUID(null=True, default=current_actor)  # type: ignore[arg-type] # None: nobody, a job
