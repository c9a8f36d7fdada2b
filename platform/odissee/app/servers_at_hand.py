"""Addresses of the database for a command: the environment's, the running Odissée's, or servers started for it."""

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from odissee.app.supervisor import Instance, Servers, is_running, prepare_data_folder, servers_for
from odissee.app.supervisor.programs import environment
from odissee.app.supervisor.servers import DATABASE_ROLES


@contextlib.asynccontextmanager
async def servers_at_hand(data: Path, port: int = 8000) -> AsyncIterator[Servers]:
    """Puts the addresses into the environment for the time of a command; stops what it started itself."""
    before = dict(os.environ)
    servers = servers_for(data)
    outside = servers.postgres is None
    own = None if outside or is_running(data) else Instance(data)
    try:
        if own is not None:
            prepare_data_folder(data)
            own.claim()
            await servers.start()
        if not outside:
            os.environ.update(environment(data, port, servers.addresses()))
        yield servers
    finally:
        if own is not None:
            await servers.stop()
            own.release()
        os.environ.clear()
        os.environ.update(before)


def owner_url() -> str:
    """The owner's address inside `servers_at_hand`."""
    return os.environ[next(name for name, role in DATABASE_ROLES.items() if role == "odissee_owner")]
