"""Archive, bin and star: flags beside the status, each taken back by its toast."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.dossiers.visits import visit_changed

SET = {
    "archived_at": "update dossier set archived_at = $2 where id = $1 and archived_at is null returning id",
    "trashed_at": "update dossier set trashed_at = $2 where id = $1 and trashed_at is null returning id",
    "urgent_at": "update dossier set urgent_at = $2 where id = $1 and urgent_at is null returning id",
}
CLEAR = {
    "archived_at": "update dossier set archived_at = null where id = $1 and archived_at is not null returning id",
    "trashed_at": "update dossier set trashed_at = null where id = $1 and trashed_at is not null returning id",
    "urgent_at": "update dossier set urgent_at = null where id = $1 and urgent_at is not null returning id",
}


async def _set(tx: TenantTransaction, dossier_id: UUID, flag: str, verb: str) -> Entry:
    if await tx.fetchval(SET[flag], dossier_id, clock.now()) is None:
        raise NotFound
    tell(tx, "dossier", dossier_id)
    return record(tx, "dossier", dossier_id, verb, dossier_id=dossier_id, after={flag: True})


async def _clear(tx: TenantTransaction, dossier_id: UUID, flag: str) -> None:
    if await tx.fetchval(CLEAR[flag], dossier_id) is None:
        raise NothingToUndo
    tell(tx, "dossier", dossier_id)


async def archive(tx: TenantTransaction, dossier_id: UUID) -> Entry:
    """Out of the list, still reachable, still counted in statistics (LIST-30)."""
    return await _set(tx, dossier_id, "archived_at", "dossier.archived")


async def trash(tx: TenantTransaction, dossier_id: UUID) -> Entry:
    """Into the bin, which administrators open (LIST-31); nothing is deleted."""
    await visit_changed(tx, dossier_id)
    return await _set(tx, dossier_id, "trashed_at", "dossier.trashed")


async def set_urgent(tx: TenantTransaction, dossier_id: UUID, urgent: bool) -> Entry | None:
    """The star: at the top of the list (LIST-32)."""
    if urgent:
        return await _set(tx, dossier_id, "urgent_at", "dossier.urgent")
    await _clear(tx, dossier_id, "urgent_at")
    return record(
        tx, "dossier", dossier_id, "dossier.calm", dossier_id=dossier_id, before={"urgent_at": True}
    )


@reversible("dossier.archived", "dossier.archive")
async def unarchive(tx: TenantTransaction, entry: Any) -> None:
    await _clear(tx, entry["subject_id"], "archived_at")


@reversible("dossier.trashed", "dossier.archive")
async def untrash(tx: TenantTransaction, entry: Any) -> None:
    await visit_changed(tx, entry["subject_id"])
    await _clear(tx, entry["subject_id"], "trashed_at")


@reversible("dossier.urgent", "order.edit")
async def calm(tx: TenantTransaction, entry: Any) -> None:
    await _clear(tx, entry["subject_id"], "urgent_at")
