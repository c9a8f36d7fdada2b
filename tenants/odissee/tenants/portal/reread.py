"""The office reads a request again (LIST-10): marked by hand, or by saving the order."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.orders import ON_ORDER_SAVED
from odissee.tenants.portal.tell import end_tasks

MARK = """update portal_request set reread_at = $2, reread_by = $3
           where dossier_id = $1 and reread_at is null returning id"""
UNMARK = "update portal_request set reread_at = null, reread_by = null where dossier_id = $1 and reread_at is not null returning id"


async def mark_reread(tx: TenantTransaction, dossier_id: UUID) -> Entry | None:
    """Returns the entry for undo; None when there is no request, or it was read already."""
    actor = tx.state.get("actor")
    by = actor.membership_id if actor else None
    if await tx.fetchval(MARK, dossier_id, clock.now(), by) is None:
        return None
    await end_tasks(tx, dossier_id)
    tell(tx, "dossier", dossier_id)
    return record(
        tx, "dossier", dossier_id, "dossier.request_reread", dossier_id=dossier_id, after={"reread": True}
    )


async def when_saved(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Saving the order is reading the request again."""
    await mark_reread(tx, dossier_id)


@reversible("dossier.request_reread", "order.edit")
async def unread(tx: TenantTransaction, entry: Any) -> None:
    """The request waits again."""
    if await tx.fetchval(UNMARK, entry["subject_id"]) is None:
        raise NothingToUndo
    tell(tx, "dossier", entry["subject_id"])


ON_ORDER_SAVED.append(when_saved)
