"""Reminders until a document is there: three days after the request, seven, then every week, six at most.

State is read when the reminder leaves, not when it was planned: received, cancelled, answered « je ne l’ai pas », a
contact taken off, a dossier cancelled, finished, archived or in the bin, another request meanwhile: nothing leaves.
"""

from datetime import datetime, timedelta
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import enqueue

STEPS = (3, 7, 14, 21, 28, 35)
"""Days after the request."""


async def plan(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, round_: UUID, asked_at: datetime
) -> None:
    """The first reminder of a request; each plans the one after it."""
    await plan_step(
        tx, {"dossier": str(dossier_id), "contact": str(contact_id), "round": str(round_)}, 0, asked_at
    )


async def plan_step(tx: TenantTransaction, facts: dict[str, str], step: int, asked_at: datetime) -> None:
    """One reminder; past the last there is none."""
    if step >= len(STEPS):
        return
    payload = facts | {"step": step, "asked_at": asked_at.isoformat()}
    key = f"missing.remind:{facts['round']}:{step}"
    await enqueue(tx, "missing.remind", payload, key, asked_at + timedelta(days=STEPS[step]))
