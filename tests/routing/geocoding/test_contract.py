"""One contract, two sides: the server of the tests and, with `-m live`, the real Géoplateforme."""

from collections.abc import AsyncIterator

import pytest

from odissee.routing.geocoding import Geoplateforme, Kind, Trust
from tests.companies import Company
from tests.fakes.geoplateforme import FakeGeoplateforme


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.live)])
async def side(request: pytest.FixtureRequest, fake: FakeGeoplateforme) -> AsyncIterator[Geoplateforme]:
    adapter = Geoplateforme(fake.url) if request.param == "fake" else Geoplateforme()
    yield adapter
    await adapter.close()


async def test_a_door_is_found_with_its_coordinates_in_the_right_order(
    side: Geoplateforme, durand: Company
) -> None:
    [first, *_] = await side.search("61 cours Lafayette 69006 LYON", session=durand.tenant_id)
    assert (first.kind, first.postcode, first.housenumber) == (Kind.HOUSENUMBER, "69006", "61")
    assert first.insee in ("69386", "69123")
    assert first.lat == pytest.approx(45.7637, abs=0.002) and first.lon == pytest.approx(4.8471, abs=0.002)
    assert first.trust is Trust.SURE and first.name.lower() == "61 cours lafayette"


async def test_a_town_is_not_taken_for_a_door(side: Geoplateforme, durand: Company) -> None:
    found = await side.search("64000 Pau", session=durand.tenant_id)
    pau = next(one for one in found if one.insee == "64445")
    assert (pau.kind, pau.name) == (Kind.MUNICIPALITY, "")


async def test_what_the_service_would_refuse_is_not_asked(side: Geoplateforme, durand: Company) -> None:
    for text in ("", "12", "?", "   ", "''"):
        assert await side.search(text, session=durand.tenant_id) == []


async def test_a_text_that_is_too_long_or_begins_badly_still_finds(
    side: Geoplateforme, durand: Company
) -> None:
    long = "« 61 cours Lafayette 69006 LYON"
    assert (await side.search(long, session=durand.tenant_id))[0].postcode == "69006"
    assert isinstance(await side.search("61 cours " + "x" * 400, session=durand.tenant_id), list)
