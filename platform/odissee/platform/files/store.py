import hashlib
from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.files.bucket import put, take


class DamagedFile(OdisseeError):
    """The bytes are missing or are not those that were stored."""

    status = 500
    title = (
        "Ce fichier est abîmé ou manque sur le serveur. Prévenez l’assistance : une sauvegarde le contient."
    )


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as its row tells it; `size` in bytes."""

    id: UUID
    sha256: str
    size: int
    media_type: str
    name: str


async def store(tx: TenantTransaction, data: bytes, *, name: str, media_type: str, kind: str) -> StoredFile:
    """Keep bytes for the company of `tx` under a name people read; `kind` says what it is (« quote »…)."""
    file = StoredFile(new_id(), await put(tx.tenant, data), len(data), media_type, name)
    actor = tx.state.get("actor")
    await tx.execute(
        """insert into stored_file (id, sha256, size, media_type, name, kind, created_by)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        file.id, file.sha256, file.size, media_type, name, kind, actor.membership_id if actor else None,
    )  # fmt: skip
    return file


async def find(tx: TenantTransaction, file_id: UUID) -> StoredFile:
    """The row of a file; raises `NotFound` for an absent or a stranger's one."""
    row = await tx.fetchrow(
        "select id, sha256, size, media_type, name from stored_file where id = $1", file_id
    )
    if row is None:
        raise NotFound
    return StoredFile(**row)


async def read(tx: TenantTransaction, file_id: UUID) -> bytes:
    """The bytes, checked; raises `NotFound` or `DamagedFile`."""
    file = await find(tx, file_id)
    try:
        data = await take(tx.tenant, file.sha256)
    except FileNotFoundError as error:
        raise DamagedFile from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise DamagedFile
    return data
