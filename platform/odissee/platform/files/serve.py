"""Giving bytes back: a file is handed over, never run in our pages, whatever it says it is."""

from collections.abc import AsyncIterator
from urllib.parse import quote
from uuid import UUID

from litestar import Response
from litestar.response import Stream

from odissee.platform.files.bucket import flow
from odissee.platform.files.store import DamagedFile, StoredFile, whole

WHOLE = 32 * 1024 * 1024
"""Bytes up to which a file is read at once, and so checked against its hash before it leaves."""


def attached(name: str, *, shown: bool = False) -> dict[str, str]:
    """Headers of bytes that were made for this answer: saved under this name, never run in our pages."""
    way = "inline" if shown else "attachment"
    return {
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }


def file_headers(file: StoredFile, *, shown: bool = False) -> dict[str, str]:
    """Headers of a kept file; `shown` only for pictures that we drew ourselves."""
    return attached(file.name, shown=shown) | {"ETag": f'"{file.sha256}"'}


async def attachment(tenant: UUID, file: StoredFile, *, shown: bool = False) -> Response[bytes] | Stream:
    """The file, checked; a big one in pieces, so that it never stands in memory. Raises `DamagedFile`."""
    if file.size <= WHOLE:
        data = await whole(tenant, file.sha256)
        return Response(data, media_type=file.media_type, headers=file_headers(file, shown=shown))
    pieces = flow(tenant, file.sha256)
    try:
        first = await anext(pieces, b"")
    except FileNotFoundError as error:
        raise DamagedFile from error
    headers = file_headers(file, shown=shown) | {"Content-Length": str(file.size)}
    return Stream(_after(first, pieces), media_type=file.media_type, headers=headers)


async def _after(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
