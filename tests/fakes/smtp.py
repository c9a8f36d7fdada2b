"""A mail relay that keeps what it takes, and can refuse as real ones do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Relay:
    """`answers`: recipient → the line said to RCPT TO; `after_data`: the line said to the whole message."""

    port: int = 0
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    after_data: str = "250 2.0.0 kept as 4Xy"
    smtputf8: bool = False
    greeting: str = "220 relay.example ESMTP"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, RFC 5321 as far as a client of ours goes."""
        self._say(writer, self.greeting)
        sender = recipient = ""
        while line := (await reader.readline()).decode("utf-8", "replace").strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                extra = ["250-SMTPUTF8"] if self.smtputf8 else []
                for said in ["250-relay.example", "250-8BITMIME", *extra, "250 ENHANCEDSTATUSCODES"]:
                    self._say(writer, said)
            elif verb.startswith("MAIL FROM:"):
                sender = line[10:].split(">")[0].strip("< ")
                self._say(writer, "250 2.1.0 ok")
            elif verb.startswith("RCPT TO:"):
                recipient = line[8:].split(">")[0].strip("< ")
                self._say(writer, self.answers.get(recipient, "250 2.1.5 ok"))
            elif verb == "DATA":
                self._say(writer, "354 go on")
                data = await reader.readuntil(b"\r\n.\r\n")
                if self.after_data.startswith("2"):
                    self.taken.append((sender, recipient, data[:-3].replace(b"\r\n..", b"\r\n.")))
                self._say(writer, self.after_data)
            elif verb == "QUIT":
                self._say(writer, "221 bye")
                break
            else:
                self._say(writer, "250 ok" if verb in ("RSET", "NOOP") else "502 5.5.1 unknown")
        writer.close()

    def _say(self, writer: asyncio.StreamWriter, line: str) -> None:
        writer.write(line.encode() + b"\r\n")


@asynccontextmanager
async def smtp_relay() -> AsyncIterator[Relay]:
    """A relay on a free port of this machine."""
    relay = Relay()
    server = await asyncio.start_server(relay.serve, "127.0.0.1", 0)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()
