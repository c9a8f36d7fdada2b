"""The bin: out of every list and search, and back."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.contacts.indexing import contact_changed

_TRASH = "update contact set trashed_at = $2 where id = $1 and trashed_at is null returning id"
_RESTORE = "update contact set trashed_at = null where id = $1 and trashed_at is not null returning id"


async def trash(tx: TenantTransaction, contact_id: UUID) -> Entry:
    """Put a contact into the bin; their dossiers keep them. Raises `NotFound` when they are not in the book."""
    if await tx.fetchval(_TRASH, contact_id, clock.now()) is None:
        raise NotFound
    tell(tx, "contact", contact_id)
    await contact_changed(tx, contact_id)
    return record(tx, "contact", contact_id, "contact.trashed")


async def restore(tx: TenantTransaction, contact_id: UUID) -> Entry:
    """Take a contact out of the bin, as they were."""
    if await tx.fetchval(_RESTORE, contact_id) is None:
        raise NotFound
    tell(tx, "contact", contact_id)
    await contact_changed(tx, contact_id)
    return record(tx, "contact", contact_id, "contact.restored")


@reversible("contact.trashed", "contact.edit")
async def untrash(tx: TenantTransaction, row: Any) -> None:
    if await tx.fetchval(_RESTORE, row["subject_id"]) is None:
        raise NothingToUndo
    tell(tx, "contact", row["subject_id"])
    await contact_changed(tx, row["subject_id"])


@reversible("contact.restored", "contact.edit")
async def unrestore(tx: TenantTransaction, row: Any) -> None:
    if await tx.fetchval(_TRASH, row["subject_id"], clock.now()) is None:
        raise NothingToUndo
    tell(tx, "contact", row["subject_id"])
    await contact_changed(tx, row["subject_id"])
