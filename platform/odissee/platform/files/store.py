import hashlib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.files.bucket import discard, flow, put, put_path, take
from odissee.platform.files.receive import Received, received


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
    return await _named(tx, await put(tx.tenant, data), len(data), media_type, name, kind)


async def keep(tx: TenantTransaction, file: Received, *, name: str, media_type: str, kind: str) -> StoredFile:
    """Keep a file that came in, as `store` does, without ever holding it in memory."""
    await put_path(tx.tenant, file.path, file.sha256)
    return await _named(tx, file.sha256, file.size, media_type, name, kind)


async def _named(
    tx: TenantTransaction, digest: str, size: int, media_type: str, name: str, kind: str
) -> StoredFile:
    file = StoredFile(new_id(), digest, size, media_type, name)
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
    return await whole(tx.tenant, (await find(tx, file_id)).sha256)


async def whole(tenant: UUID, digest: str) -> bytes:
    """The bytes of a hash, checked against it; raises `DamagedFile`."""
    try:
        data = await take(tenant, digest)
    except FileNotFoundError as error:
        raise DamagedFile from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise DamagedFile
    return data


@asynccontextmanager
async def whole_path(tenant: UUID, digest: str) -> AsyncIterator[Path]:
    """The bytes of a hash as a file of our own disk, for programs that read files; gone afterwards."""
    async with received(flow(tenant, digest)) as file:
        if file.sha256 != digest:
            raise DamagedFile
        yield file.path


def discard_after_commit(tx: TenantTransaction, digests: Iterable[str]) -> None:
    """Bytes that no row names any more: they go once the rows are gone for good, so that a failure loses nothing."""
    gone = list(digests)

    async def forget_bytes() -> None:
        for digest in gone:
            await discard(tx.tenant, digest)

    tx.after_commit.append(forget_bytes)
