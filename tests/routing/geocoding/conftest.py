"""The address service, as a contract server on this machine; the real one with `-m live`."""

from collections.abc import AsyncIterator, Iterator

import pytest

from odissee.routing.geocoding import Chain, Communes, Geoplateforme, Town
from odissee.tenants.geography import by_insee
from odissee.tenants.geography import search as find_communes
from tests.fakes.geoplateforme import FakeGeoplateforme


def towns(text: str, limit: int) -> list[Town]:
    return [Town(c.name, c.insee, c.postcodes, c.lat, c.lon) for c in find_communes(text, limit)]


def centre(insee: str) -> tuple[float, float] | None:
    commune = by_insee(insee)
    return (commune.lat, commune.lon) if commune and commune.lat and commune.lon else None


@pytest.fixture
def fake() -> Iterator[FakeGeoplateforme]:
    with FakeGeoplateforme() as server:
        yield server


@pytest.fixture
async def service(fake: FakeGeoplateforme, database: str) -> AsyncIterator[Geoplateforme]:
    from odissee.platform.db import db

    async with db.commons() as tx:
        await tx.execute("delete from rate_bucket")
    adapter = Geoplateforme(fake.url, locate=centre)
    yield adapter
    await adapter.close()


@pytest.fixture
def chain(service: Geoplateforme) -> Chain:
    return Chain(Communes(towns), service)
