"""Postgres and NATS of this run: ours, or the outside ones that the environment names."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from odissee.app.supervisor.faults import Fault
from odissee.app.supervisor.nats import EmbeddedNats
from odissee.app.supervisor.part import Part
from odissee.app.supervisor.postgres import EmbeddedPostgres

DATABASE_ROLES = {
    "DATABASE_URL": "odissee_app",
    "DATABASE_OWNER_URL": "odissee_owner",
    "DATABASE_RELAY_URL": "odissee_relay",
}


class OutsideDatabaseIncomplete(Fault):
    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            f"DATABASE_URL désigne un serveur extérieur, mais il manque {' et '.join(missing)}. "
            "Donnez les trois adresses : celle de l’application, du propriétaire et du relais."
        )


@dataclass
class Servers:
    """`postgres` and `nats` are None when an outside server takes their place."""

    postgres: EmbeddedPostgres | None
    nats: EmbeddedNats | None

    async def start(self) -> None:
        """Starts both at once; both are stopped again by the caller when one of them fails."""
        started = [server.start() for server in (self.postgres, self.nats) if server is not None]
        results = await asyncio.gather(*started, return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def stop(self) -> None:
        """NATS first, Postgres last: whoever still writes must be able to."""
        for server in (self.nats, self.postgres):
            if server is not None:
                await server.stop()

    def parts(self) -> list[Part]:
        servers = [server for server in (self.nats, self.postgres) if server is not None]
        return [Part(s.child, s.start_child, s.port) for s in servers if s.child is not None]

    def addresses(self) -> dict[str, str]:
        found = {name: os.environ[name] for name in (*DATABASE_ROLES, "NATS_URL") if name in os.environ}
        if self.postgres is not None:
            found |= {name: self.postgres.url(role) for name, role in DATABASE_ROLES.items()}
        if self.nats is not None:
            found["NATS_URL"] = self.nats.url
        return found


def servers_for(data: Path) -> Servers:
    """Embedded servers on `data`, except those that the environment already names."""
    outside = bool(os.environ.get("DATABASE_URL"))
    missing = [name for name in DATABASE_ROLES if not os.environ.get(name)]
    if outside and missing:
        raise OutsideDatabaseIncomplete(missing)
    return Servers(
        None if outside else EmbeddedPostgres(data),
        None if os.environ.get("NATS_URL") else EmbeddedNats(data),
    )
