"""One pair of servers for the whole folder; each test opens a fresh database on it."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.smtp import Relay, smtp_relay
from tests.faults.house import House


@pytest.fixture(scope="session")
async def servers() -> AsyncIterator[House]:
    house = await House.build()
    yield house
    await house.leave()


@pytest.fixture
async def box() -> AsyncIterator[Relay]:
    async with smtp_relay() as relay:
        yield relay


@pytest.fixture
async def house(servers: House, box: Relay) -> AsyncIterator[House]:
    servers.smtp_url, servers.kills = box.url, []
    yield servers
    await servers.close()
