"""The logo of an organisation, shown on its sheet (CONT-08)."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.files import store
from odissee.platform.journal import Entry, record
from odissee.platform.live import tell
from odissee.tenants.companies import media_type_of

SET = "update contact set logo_file_id = $2 where id = $1 and trashed_at is null and logo_file_id is distinct from $2 returning id"


async def set_logo(tx: TenantTransaction, contact_id: UUID, data: bytes) -> Entry:
    """A PNG, JPEG or WebP of at most 2 MB; raises `FieldRefused`, or `NotFound` when they are not in the book."""
    media_type = media_type_of(data)
    file = await store(tx, data, name="logo", media_type=media_type, kind="contact_logo")
    return await _point(tx, contact_id, file.id)


async def remove_logo(tx: TenantTransaction, contact_id: UUID) -> Entry:
    return await _point(tx, contact_id, None)


async def _point(tx: TenantTransaction, contact_id: UUID, file_id: UUID | None) -> Entry:
    before = await tx.fetchval("select logo_file_id from contact where id = $1", contact_id)
    if await tx.fetchval(SET, contact_id, file_id) is None:
        raise NotFound
    tell(tx, "contact", contact_id)
    return record(
        tx, "contact", contact_id, "contact.updated", before={"logo_file_id": before and str(before)},
        after={"logo_file_id": file_id and str(file_id)},
    )  # fmt: skip
