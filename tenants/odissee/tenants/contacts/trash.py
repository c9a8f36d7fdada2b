"""The bin: out of every list and search, their access closed; and back, the access open again."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.identity import restore_access, revoke_access
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.contacts.indexing import contact_changed

_TRASH = "update contact set trashed_at = $2 where id = $1 and trashed_at is null returning id"
_RESTORE = """update contact set trashed_at = null
               where id = $1 and trashed_at is not null and merged_into is null and restricted_at is null returning id"""
_OPEN = "select id from membership where contact_id = $1 and revoked_at is null order by created_at for no key update"
_CLOSED = """select coalesce(after, '{}') -> 'accesses' as accesses from journal_entry
              where subject_id = $1 and verb in ('contact.trashed', 'contact.restored.undone')
              order by seq desc limit 1"""


async def trash(tx: TenantTransaction, contact_id: UUID) -> Entry:
    """Put a contact into the bin; their dossiers keep them, their access is closed at once.

    Raises `NotFound` when they are not in the book.
    """
    closed = await _close(tx, contact_id)
    if closed is None:
        raise NotFound
    return record(tx, "contact", contact_id, "contact.trashed", after={"accesses": closed})


async def restore(tx: TenantTransaction, contact_id: UUID) -> Entry:
    """Take a contact out of the bin, as they were: the accesses that the bin closed are open again."""
    closed = await tx.fetchval(_CLOSED, contact_id) or []
    if not await _open_again(tx, contact_id, closed):
        raise NotFound
    return record(tx, "contact", contact_id, "contact.restored", before={"accesses": closed})


async def _close(tx: TenantTransaction, contact_id: UUID) -> list[str] | None:
    """The accesses that were open, or None when the contact was not in the book."""
    if await tx.fetchval(_TRASH, contact_id, clock.now()) is None:
        return None
    closed = [row["id"] for row in await tx.fetch(_OPEN, contact_id)]
    for id in closed:
        await revoke_access(tx, id)
    await _told(tx, contact_id)
    return [str(id) for id in closed]


async def _open_again(tx: TenantTransaction, contact_id: UUID, closed: list[str]) -> bool:
    """Whether the contact was in the bin. An access that another way opened again meanwhile stays as it is."""
    if await tx.fetchval(_RESTORE, contact_id) is None:
        return False
    for id in closed:
        try:
            await restore_access(tx, UUID(id))
        except Conflict:
            continue
    await _told(tx, contact_id)
    return True


async def _told(tx: TenantTransaction, contact_id: UUID) -> None:
    tell(tx, "contact", contact_id)
    await contact_changed(tx, contact_id)


@reversible("contact.trashed", "contact.edit")
async def untrash(tx: TenantTransaction, row: Any) -> None:
    if not await _open_again(tx, row["subject_id"], (row["after"] or {}).get("accesses", [])):
        raise NothingToUndo


@reversible("contact.restored", "contact.edit")
async def unrestore(tx: TenantTransaction, row: Any) -> None:
    if await _close(tx, row["subject_id"]) is None:
        raise NothingToUndo
