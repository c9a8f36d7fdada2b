"""Where the bytes lie: a folder of `ODISSEE_DATA`, or a bucket when `S3_URL` is set. One API for both."""

import hashlib
from functools import cache
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


async def take(tenant: UUID, digest: str) -> bytes:
    """The bytes back, unchecked; raises `FileNotFoundError`."""
    answer = await obstore.get_async(_here(), f"{tenant}/{digest}")
    return bytes(await answer.bytes_async())


async def empty(tenant: UUID) -> None:
    """Delete every file of a company that is being removed."""
    async for found in obstore.list(_here(), prefix=str(tenant)):
        for file in found:
            await obstore.delete_async(_here(), file["path"])
