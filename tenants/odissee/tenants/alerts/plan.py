"""Writing an alert, taking it back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.jobs import enqueue
from odissee.platform.live import tell
from odissee.platform.sms import allowed_from

HELD = timedelta(seconds=10)
"""What a person sends can be held back for as long as its toast shows."""
INSERT = """insert into notification (id, dossier_id, contact_id, event, channel, not_before, data, dedup_key, created_at,
              created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (tenant_id, dedup_key) do nothing returning id"""
CANCEL = """update notification set state = 'cancelled', problem = $3, settled_at = $2
             where id = any($1) and state = 'planned' returning id, dossier_id"""
AGAIN = """update notification set state = 'planned', problem = '', settled_at = null
            where id = any($1) and state = 'cancelled' and not_before > $2 returning id, dossier_id, not_before"""


async def plan_alert(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, event: str, channel: str, *,
    key: str, at: datetime | None = None, data: Mapping[str, Any] | None = None,
) -> UUID | None:  # fmt: skip
    """One alert to one contact, now or later; returns its id, None when this key was already used.

    An SMS of the night is planned for the morning, so that it can still be held back until then.
    """
    id, actor, when = new_id(), tx.state.get("actor"), at or clock.now()
    if channel == "sms":
        when = allowed_from(when, await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant))
    fresh: UUID | None = await tx.fetchval(
        INSERT, id, dossier_id, contact_id, event, channel, when, dict(data or {}), key, clock.now(),
        actor.membership_id if actor else None,
    )  # fmt: skip
    if fresh is not None:
        await enqueue(tx, "alert.send", {"alert": str(id)}, f"alert.send:{id}", when)
        tell(tx, "dossier", dossier_id)
    return fresh


async def cancel_alerts(tx: TenantTransaction, ids: list[UUID], why: str) -> list[UUID]:
    """Those that had not left; returns them."""
    rows = await tx.fetch(CANCEL, ids, clock.now(), why)
    for row in rows:
        tell(tx, "dossier", row["dossier_id"])
    return [row["id"] for row in rows]


async def plan_again(tx: TenantTransaction, ids: list[UUID]) -> list[UUID]:
    """Those whose hour has not come: they wait again; returns them."""
    rows = await tx.fetch(AGAIN, ids, clock.now())
    for row in rows:
        key = f"alert.send:{row['id']}:{clock.now().isoformat()}"
        await enqueue(tx, "alert.send", {"alert": str(row["id"])}, key, row["not_before"])
        tell(tx, "dossier", row["dossier_id"])
    return [row["id"] for row in rows]
