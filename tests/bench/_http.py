"""One keep-alive connection to our web server, with no more between the clock and the socket than a browser has."""

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` as it came (compressed when the server chose so)."""

    status: int
    body: bytes
    seconds: float


class Connection:
    """HTTP/1.1 to 127.0.0.1, as a person of a company who is logged in."""

    def __init__(self, port: int, host: str, cookie: str) -> None:
        self.port = port
        self.lines = (
            f"Host: {host}:{port}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
        )

    async def open(self) -> "Connection":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def get(self, path: str, more: str = "") -> Answer:
        """`more` is further header lines, each ended by CRLF."""
        begun = time.perf_counter()
        self.writer.write(f"GET {path} HTTP/1.1\r\n{self.lines}{more}\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        body = await self._body(head.lower())
        return Answer(int(head[9:12]), body, time.perf_counter() - begun)

    async def _body(self, head: bytes) -> bytes:
        if b"transfer-encoding: chunked" in head:
            return await self._chunks()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
        return await self.reader.readexactly(length)

    async def _chunks(self) -> bytes:
        found = b""
        while size := int(await self.reader.readline(), 16):
            found += await self.reader.readexactly(size)
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return found

    def close(self) -> None:
        self.writer.close()
