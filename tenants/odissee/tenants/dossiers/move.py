"""Moving a dossier: events take the ways of the table, a person chooses a status; each move is a journal row."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.dossiers.lifecycle import DossierStatus, Transition, Trigger, following
from odissee.tenants.dossiers.refresh import refresh
from odissee.tenants.dossiers.visits import visit_changed

Check = Callable[[TenantTransaction, Any], Awaitable[bool]]
CHECKS: dict[str, Check] = {}
"""Guards of the table by name; each feature adds those that it can answer."""


class StatusRefused(Conflict):
    """Money or proof is at stake; the text says what to do first."""


def guard_check(name: str) -> Callable[[Check], Check]:
    """Declare how a guard of the table is answered for a dossier's row."""

    def register(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return register


async def move(
    tx: TenantTransaction, dossier_id: UUID, trigger: Trigger, **facts: Any
) -> DossierStatus | None:
    """Let an event move the dossier; None when the event changes nothing in its status."""
    row = await _locked(tx, dossier_id)
    for way in following(trigger, DossierStatus(row["status"])):
        if await _passes(tx, way, row):
            await _go(tx, row, way.target, trigger, facts)
            return way.target
    return None


async def set_status(
    tx: TenantTransaction, dossier_id: UUID, target: DossierStatus, reason: str = ""
) -> Any | None:
    """A person's choice (permission `dossier.status.any`), logged with old and new; returns the entry for undo."""
    row = await _locked(tx, dossier_id)
    if row["status"] == target:
        return None
    trigger = Trigger.CANCELLED if target is DossierStatus.CANCELLED else Trigger.STATUS_SET
    return await _go(tx, row, target, trigger, {"reason": reason} if reason else {})


async def _locked(tx: TenantTransaction, dossier_id: UUID) -> Any:
    row = await tx.fetchrow("select * from dossier where id = $1 for update", dossier_id)
    if row is None:
        raise NotFound
    return row


async def _passes(tx: TenantTransaction, way: Transition, row: Any) -> bool:
    check = CHECKS.get(way.guard) if way.guard else None
    return way.guard is None or (check is not None and await check(tx, row))


async def _go(
    tx: TenantTransaction, row: Any, target: DossierStatus, trigger: Trigger, facts: dict[str, Any]
) -> Any:
    cancelled = target is DossierStatus.CANCELLED
    await tx.execute(
        """update dossier set status = $2, active_at = $3, status_before_cancel = $4, cancel_reason = $5
            where id = $1""",
        row["id"], target.value, clock.now(), row["status"] if cancelled else None,
        facts.get("reason") if cancelled else None,
    )  # fmt: skip
    await refresh(tx, row["id"])
    tell(tx, "dossier", row["id"])
    if cancelled or row["status"] == DossierStatus.CANCELLED:
        await visit_changed(tx, row["id"])
    return record(
        tx, "dossier", row["id"], "dossier.status", dossier_id=row["id"],
        before={"status": row["status"]}, after={"status": target.value, "trigger": trigger.value, **facts},
    )  # fmt: skip


@reversible("dossier.status", "dossier.status.any")
async def take_back(tx: TenantTransaction, entry: Any) -> None:
    """Back to the status before, unless another move has followed."""
    row = await _locked(tx, entry["subject_id"])
    if row["status"] != entry["after"]["status"]:
        raise NothingToUndo
    await tx.execute(
        "update dossier set status = $2, cancel_reason = null, status_before_cancel = null, active_at = $3 where id = $1",
        row["id"], entry["before"]["status"], clock.now(),
    )  # fmt: skip
    await refresh(tx, row["id"])
    tell(tx, "dossier", row["id"])
    if DossierStatus.CANCELLED in (row["status"], entry["before"]["status"]):
        await visit_changed(tx, row["id"])
