"""What every test may ask for: a migrated database, two companies, their people, the web application."""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.servers import running_servers

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ.setdefault("ODISSEE_SECRET", secrets.token_hex(32))


def _environment() -> None:
    servers = running_servers()
    name = f"test_{WORKER}"
    for variable, role in (("DATABASE_URL", "app"), ("DATABASE_OWNER_URL", "owner"), ("DATABASE_RELAY_URL", "relay")):
        os.environ[variable] = servers.url(f"odissee_{role}", name)
    os.environ["NATS_URL"] = servers.nats_url
    os.environ["ODISSEE_DATA"] = str(servers.data / f"files-{WORKER}")
    Path(os.environ["ODISSEE_DATA"]).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
async def database() -> AsyncIterator[str]:
    """The owner's address of this run's migrated database; the program's own pool is open on it."""
    from odissee.app.migrate import migrate
    from odissee.platform.settings import settings

    _environment()
    settings.cache_clear()
    await running_servers().migrated_database(f"test_{WORKER}", migrate)
    from odissee.platform.db import db

    await db.connect(settings().database_url)
    yield settings().owner_url
    await db.disconnect()
