"""Hearing that a visit changed: once a transaction, whatever it touched, a job a dossier looks at it a minute later.

Jobs of one minute share their key: an order that is saved writes one, and an appointment that was set by mistake and
moved at once is told once, with its last hour.
"""

from datetime import UTC, datetime
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import enqueue
from odissee.tenants.dossiers import ON_VISIT_CHANGED

MINUTE = 60
CONCERNED = """
select d.id from dossier d where d.id = any($1) and (
  exists (select from appointment a where a.dossier_id = d.id and a.active and lower(a.during) > $2)
  or exists (select from notification n where n.dossier_id = d.id and n.event in ('appointment_set', 'appointment_moved')))"""


async def look_again(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Note a dossier; the jobs are written just before COMMIT (again, if a part of the work was rolled back)."""
    waiting: set[UUID] = tx.state.setdefault("changed_visits", set())
    waiting.add(dossier_id)
    hook = tx.state.setdefault("visit_hook", lambda: _plan(tx))
    if hook not in tx.before_commit:
        tx.before_commit.append(hook)


async def _plan(tx: TenantTransaction) -> None:
    now = clock.now()
    due = (int(now.timestamp()) // MINUTE + 2) * MINUTE
    for row in await tx.fetch(CONCERNED, list(tx.state.pop("changed_visits")), now):
        key = f"visit.notice:{row['id']}:{due}"
        await enqueue(tx, "visit.notice", {"dossier": str(row["id"])}, key, datetime.fromtimestamp(due, UTC))


ON_VISIT_CHANGED.append(look_again)
