"""A hundred and forty addresses as people write them: the chain finds their commune, with or without network."""

import csv
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from odissee.platform.db import db
from odissee.platform.settings import settings
from odissee.routing.geocoding import Chain, Geoplateforme, Kind
from odissee.tenants.properties.geocoder import communes, geocoder
from tests.browser_client import Visitor
from tests.companies import Company
from tests.fakes.geoplateforme import FakeGeoplateforme

HERE = Path(__file__).parent
ENOUGH = 0.98


def addresses() -> list[tuple[str, str]]:
    with (HERE / "addresses.csv").open(encoding="utf-8", newline="") as file:
        return [(row["typed"], row["insee"]) for row in csv.DictReader(file)]


@pytest.fixture
def fake() -> Iterator[FakeGeoplateforme]:
    with FakeGeoplateforme() as server:
        yield server


@pytest.fixture
async def patient(
    fake: FakeGeoplateforme, database: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Chain]:
    """The chain as somebody uses it who types one address after the other, not two hundred in a second."""
    from odissee.routing.geocoding import budget

    monkeypatch.setattr(budget, "COMPANY", budget.Pace(rate=1000, burst=1000))
    monkeypatch.setattr(budget, "EVERYBODY", budget.Pace(rate=1000, burst=1000))
    monkeypatch.setattr("tests.fakes.geoplateforme.PER_SECOND", 10_000)
    async with db.commons() as tx:
        await tx.execute("delete from rate_bucket")
    service = Geoplateforme(fake.url)
    yield Chain(communes(), service)
    await service.close()


@pytest.mark.feature("CREA-24")
async def test_addresses_are_matched_by_the_service(
    patient: Chain, fake: FakeGeoplateforme, morel: Company
) -> None:
    lost = [(typed, insee) for typed, insee in addresses() if not await _finds(patient, typed, insee, morel)]
    assert len(addresses()) >= 100 and len(fake.asked) >= 100
    assert len(lost) <= (1 - ENOUGH) * len(addresses()), lost


@pytest.mark.feature("CREA-25")
async def test_without_network_they_are_matched_down_to_the_commune(morel: Company) -> None:
    chain = Chain(communes())
    known = [(t, i) for t, i in addresses() if i not in ("29075", "69386")]  # a false postcode; a district
    lost = [(typed, insee) for typed, insee in known if not await _finds(chain, typed, insee, morel)]
    assert len(lost) <= (1 - ENOUGH) * len(known), lost


async def test_the_measure_can_fail(morel: Company) -> None:
    assert not await _finds(Chain(communes()), "12 rue Samonzet 64000 Pau", "38185", morel)


async def _finds(chain: Chain, typed: str, insee: str, company: Company) -> bool:
    found = await chain.search(typed, limit=5, session=company.tenant_id)
    return bool(found) and (
        found[0].insee == insee or (found[0].score < 0.5 and insee in [m.insee for m in found])
    )


@pytest.fixture
def served(fake: FakeGeoplateforme, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGeoplateforme]:
    """The pages of the product, asking the contract server."""
    monkeypatch.setenv("ODISSEE_ADDRESS_URL", fake.url)
    settings.cache_clear()
    geocoder.cache_clear()
    yield fake
    monkeypatch.undo()
    settings.cache_clear()
    geocoder.cache_clear()


@pytest.mark.feature("CREA-24")
async def test_sophie_types_and_the_fields_fill(served: FakeGeoplateforme, sophie: Visitor) -> None:
    answer = await sophie.get("/adresses/chercher", params={"q": "61 cours Lafa", "prefixe": "property_"})
    [first, *_] = answer.json()["results"]
    assert (first["label"], first["detail"]) == (
        "61 Cours Lafayette",
        "69006 Lyon 6e Arrondissement · numéro",
    )
    fill = first["fill"]
    assert (fill["property_postcode"], fill["property_insee"]) == ("69006", "69386")
    assert (fill["property_match_kind"], fill["property_typed_address"]) == ("housenumber", "61 cours Lafa")
    assert float(fill["property_lat"]) == pytest.approx(45.7637, abs=0.001)


async def test_a_doubtful_match_says_so(served: FakeGeoplateforme, sophie: Visitor) -> None:
    answer = (await sophie.get("/adresses/chercher", params={"q": "6 RUE DE L EGLISE 62138"})).json()[
        "results"
    ]
    assert answer[0]["detail"].endswith("numéro, à vérifier")
    unsure = (
        await sophie.get("/adresses/chercher", params={"q": "52 avenue Jean Jaurès 87120 NEDDE"})
    ).json()["results"]
    assert unsure[0]["detail"].endswith("rue, incertain")
    assert unsure[1]["detail"] == "commune seulement" and unsure[1]["fill"]["insee"] == "87104"


@pytest.mark.feature("CREA-25")
async def test_the_page_degrades_quietly(served: FakeGeoplateforme, sophie: Visitor) -> None:
    served.mode = "broken"
    for typed in ("7 rue Cassée, 64000 Pau", "pau", "64"):
        answer = await sophie.get("/adresses/chercher", params={"q": typed})
        assert answer.status_code == 200
        assert answer.json()["results"][0]["fill"]["match_kind"] == Kind.MUNICIPALITY
    assert (await sophie.get("/adresses/chercher", params={"q": "x"})).json() == {"results": []}
    assert (await sophie.get("/adresses/chercher", params={"q": "é" * 5000})).status_code == 200


async def test_nothing_leaves_when_the_address_service_is_switched_off(
    monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    monkeypatch.setenv("ODISSEE_ADDRESS_URL", "")
    settings.cache_clear()
    geocoder.cache_clear()
    assert geocoder().service is None
    monkeypatch.undo()
    settings.cache_clear()
    geocoder.cache_clear()
