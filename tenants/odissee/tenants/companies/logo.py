"""The company's logo: a small picture, kept once, shown on pages and documents."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.files import read, store
from odissee.platform.journal import Entry, record
from odissee.platform.tenancy import forget_places
from odissee.tenants.companies.errors import FieldRefused
from odissee.tenants.companies.plans import within_plan

HEAVIEST = 2_000_000
SIGNS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


def media_type_of(data: bytes) -> str:
    """PNG, JPEG or WebP by its first bytes, whatever its name says; raises `FieldRefused`."""
    if not data:
        raise FieldRefused("Choisissez une image avant d’enregistrer.")
    if len(data) > HEAVIEST:
        raise FieldRefused("Cette image dépasse 2 Mo. Réduisez-la, puis envoyez-la de nouveau.")
    for sign, media_type in SIGNS.items():
        if data.startswith(sign):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    raise FieldRefused("Ce fichier n’est pas une image PNG, JPEG ou WebP. Choisissez-en une autre.")


async def set_logo(tx: TenantTransaction, data: bytes) -> Entry:
    """Keep the picture and show it from now on."""
    media_type = media_type_of(data)
    await within_plan(tx, "storage", len(data))
    file = await store(tx, data, name=f"logo.{ENDINGS[media_type]}", media_type=media_type, kind="logo")
    before = await tx.fetchval("select logo_file_id from company")
    return await _point(tx, before, file.id, file.sha256)


async def remove_logo(tx: TenantTransaction) -> Entry:
    """Show none any more; documents already made keep theirs."""
    before = await tx.fetchval("select logo_file_id from company")
    if before is None:
        raise NotFound
    return await _point(tx, before, None, None)


async def _point(tx: TenantTransaction, before: Any, file_id: Any, sha256: str | None) -> Entry:
    await tx.execute("update company set logo_file_id = $1", file_id)
    await tx.execute("update tenant set logo_sha256 = $2 where id = $1", tx.tenant, sha256)
    forget_places()
    old, new = (None if id is None else str(id) for id in (before, file_id))
    return record(
        tx, "company", tx.tenant, "logo.changed", before={"logo_file_id": old}, after={"logo_file_id": new}
    )


async def logo_of(tx: TenantTransaction) -> tuple[bytes, str, str]:
    """Bytes, media type and hash; `NotFound` without a logo."""
    row = await tx.fetchrow(
        "select f.id, f.media_type, f.sha256 from company c join stored_file f on f.id = c.logo_file_id"
    )
    if row is None:
        raise NotFound
    return await read(tx, row["id"]), row["media_type"], row["sha256"]
