"""Where the bytes lie: a folder of `ODISSEE_DATA`, or a bucket when `S3_URL` is set. One API for both."""

import hashlib
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from uuid import UUID

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from odissee.platform.settings import settings


@cache
def bucket(s3_url: str, folder: str) -> ObjectStore:
    """The place of this installation; S3 keys come from the usual AWS_ variables."""
    if s3_url:
        return from_url(s3_url)
    return LocalStore(folder, mkdir=True)


def _here() -> ObjectStore:
    return bucket(settings().s3_url, str(settings().data / "files"))


async def put(tenant: UUID, data: bytes) -> str:
    """Write the bytes of a company; returns their SHA-256. Bytes already there are left alone."""
    digest = hashlib.sha256(data).hexdigest()
    path = f"{tenant}/{digest}"
    try:
        await obstore.head_async(_here(), path)
    except FileNotFoundError:
        await obstore.put_async(_here(), path, data)
    return digest


async def put_path(tenant: UUID, path: Path, digest: str) -> None:
    """Write a file of the disk whose SHA-256 is known, piece by piece."""
    target = f"{tenant}/{digest}"
    try:
        await obstore.head_async(_here(), target)
    except FileNotFoundError:
        await obstore.put_async(_here(), target, path)


async def take(tenant: UUID, digest: str) -> bytes:
    """The bytes back, unchecked; raises `FileNotFoundError`."""
    answer = await obstore.get_async(_here(), f"{tenant}/{digest}")
    return bytes(await answer.bytes_async())


async def discard(tenant: UUID, digest: str) -> None:
    """Delete the bytes of a company that no row names any more; bytes already gone are no fault."""
    try:
        await obstore.delete_async(_here(), f"{tenant}/{digest}")
    except FileNotFoundError:
        return


async def flow(tenant: UUID, digest: str) -> AsyncIterator[bytes]:
    """The bytes back in pieces of a megabyte at least; raises `FileNotFoundError` before the first."""
    answer = await obstore.get_async(_here(), f"{tenant}/{digest}")
    async for piece in answer.stream(min_chunk_size=1024 * 1024):
        yield bytes(piece)


async def empty(tenant: UUID) -> None:
    """Delete every file of a company that is being removed."""
    async for found in obstore.list(_here(), prefix=str(tenant)):
        for file in found:
            await obstore.delete_async(_here(), file["path"])
