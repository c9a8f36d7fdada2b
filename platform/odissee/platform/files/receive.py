"""Bytes as they come in: to a file of their own, counted and hashed on the way, never past the limit."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from odissee.platform.errors import OdisseeError

PIECE = 1024 * 1024
MAX_FILE = 300 * 1024 * 1024
"""Bytes: the biggest file that is taken in."""


class FileTooBig(OdisseeError):
    """More than `MAX_FILE`, by its own word or while it comes."""

    status = 413
    title = "Ce fichier dépasse 300 Mo. Réduisez-le ou coupez-le en deux, puis déposez-le de nouveau."


@dataclass(frozen=True, slots=True)
class Received:
    """A file on our disk for the time of the request; `size` in bytes."""

    path: Path
    size: int
    sha256: str

    def head(self, length: int = 4096) -> bytes:
        with self.path.open("rb") as file:
            return file.read(length)

    def tail(self, length: int = 4096) -> bytes:
        with self.path.open("rb") as file:
            file.seek(max(0, self.size - length))
            return file.read()


@asynccontextmanager
async def received(chunks: AsyncIterator[bytes], limit: int = MAX_FILE) -> AsyncIterator[Received]:
    """Write the chunks to a temporary file, which is gone afterwards; raises `FileTooBig` past the limit."""
    with tempfile.NamedTemporaryFile(prefix="odissee-") as file:
        size, digest = 0, hashlib.sha256()
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise FileTooBig
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        yield Received(Path(file.name), size, digest.hexdigest())


class Upload(Protocol):
    """A file of a form, as the web framework hands it."""

    async def read(self, size: int = -1) -> bytes: ...


@asynccontextmanager
async def received_upload(file: Upload) -> AsyncIterator[Received]:
    """A file of a form, piece by piece; raises `FileTooBig`."""
    async with received(_pieces(file)) as here:
        yield here


async def _pieces(file: Upload) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece


@asynccontextmanager
async def received_path(path: Path) -> AsyncIterator[Received]:
    """A file that we made ourselves, as one that came in."""
    yield await asyncio.to_thread(_measured, path)


def _measured(path: Path) -> Received:
    with path.open("rb") as file:
        return Received(path, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
