"""The property: what is typed stays, what is matched stands beside it, nothing but the city is needed."""

from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.errors import NotFound
from odissee.platform.fields import FieldError, Form, FormErrors
from odissee.platform.jobs.claim import run_job
from odissee.platform.journal import undo
from odissee.platform.settings import settings
from odissee.tenants.properties import (
    Property,
    annexes_of,
    check_city,
    commune_of,
    describe,
    geocoder,
    missing,
    property_of,
    save_property,
)
from odissee.tenants.properties.locate import locate
from tests.companies import Company
from tests.fakes.geoplateforme import FakeGeoplateforme

LYON = {
    "typed_address": "61 cours lafa", "address": "61 Cours Lafayette", "postcode": "69006", "city": "Lyon 6e Arrondissement",
    "insee": "69386", "lat": "45.763711", "lon": "4.847147", "match_label": "61 Cours Lafayette 69006 Lyon",
    "match_kind": "housenumber", "match_score": "0.973896",
}  # fmt: skip
HOUSE = {"type": "maison", "rooms": "5", "surface": "118 m²", "built_year": "1938", "permit_on": "12/03/1937"}


async def saved(company: Company, id: Any = None, **fields: str) -> Property:
    async with db.tenant(company.tenant_id) as tx:
        property_ = await save_property(tx, Form(fields), id)
    return property_  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


async def row_of(company: Company, id: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow("select * from property where id = $1", id)


@pytest.mark.feature("CREA-24")
async def test_a_chosen_address_is_placed_at_the_door(durand: Company) -> None:
    one = await saved(durand, **LYON, **HOUSE)
    row = await row_of(durand, one.id)
    assert (row["typed_address"], row["address"], row["insee"]) == (
        "61 cours lafa",
        "61 Cours Lafayette",
        "69386",
    )
    assert (row["match_kind"], round(row["match_score"], 3)) == ("housenumber", 0.974)
    assert row["lat"] == 45.763711 and row["matched_at"] is not None
    assert describe(one).replace("\xa0", " ") == "maison, 5 pièces, 118 m²" and missing(one) == ()
    assert (row["permit_on"], row["built_year"]) == ("1937-03-12", 1938)


@pytest.mark.feature("CREA-24")
async def test_an_address_changed_after_the_choice_is_no_longer_at_that_door(durand: Company) -> None:
    one = await saved(durand, **{**LYON, "address": "63 Cours Lafayette"})
    assert (one.match_kind, one.address, one.insee) == ("municipality", "63 Cours Lafayette", "69386")
    assert "la position exacte" in missing(one)


@pytest.mark.parametrize(
    "forged", [{"lat": "nan"}, {"lon": "999"}, {"match_score": "7"}, {"match_kind": "palace"}, {"lat": "x"}]
)
async def test_forged_coordinates_count_for_nothing(durand: Company, forged: dict[str, str]) -> None:
    one = await saved(durand, **{**LYON, **forged})
    assert one.match_kind == "municipality" and one.lat != 999


@pytest.mark.feature("CREA-25")
async def test_an_unknown_address_lies_at_its_commune(durand: Company) -> None:
    one = await saved(durand, address="Gan", complement="Chemin du lavoir, portail bleu")
    assert (one.city, one.postcode, one.insee) == ("Gan", "64290", "64230")
    assert (one.match_kind, one.typed_address, one.complement) == (
        "municipality",
        "Gan",
        "Chemin du lavoir, portail bleu",
    )
    assert one.lat == pytest.approx(43.23, abs=0.05)
    nowhere = await saved(durand, address="quelque part", complement="on ne sait où")
    assert nowhere.lat is None and (nowhere.match_kind, nowhere.address) == ("none", "quelque part")
    assert missing(nowhere)[0] == "la ville"


@pytest.mark.parametrize(
    ("postcode", "city", "insee"),
    [
        ("64000", "Pau", "64445"), ("64000", "PAU CEDEX", "64445"), ("42000", "St Etienne", "42218"),
        ("42000", "saint-étienne", "42218"), ("69003", "Lyon", "69383"), ("75011", "Paris 11", "75111"),
        ("94240", "L'Hay les Roses", "94038"), ("", "Pau", "64445"), ("64290", "", None), ("", "Saint-Denis", None),
        ("64010", "Pau Cedex", None), ("1220", "Divonne-les-Bains", None),
    ],
)  # fmt: skip
@pytest.mark.quick
def test_postcode_and_city_name_one_commune_or_none(postcode: str, city: str, insee: str | None) -> None:
    found = commune_of(postcode, city)
    assert (found.insee if found else None) == insee


@pytest.mark.quick
def test_a_postcode_of_another_city_is_refused_in_words() -> None:
    with pytest.raises(FieldError) as refused:
        check_city(None, "64000", "Grenoble")
    assert str(refused.value) == "64000 ne correspond pas à Grenoble. Choisissez la commune proposée."
    assert check_city("64445", "64000", "Pau") == check_city(None, "64000", "Pau")
    assert check_city("38185", "64000", "Pau").insee == "64445"  # type: ignore[union-attr]


async def test_every_fault_is_told_and_nothing_is_written(durand: Company) -> None:
    faults = {
        "surface": "grande",
        "rooms": "0",
        "built_year": "19",
        "postcode": "64000",
        "city": "Grenoble",
        "type": "château",
    }
    with pytest.raises(FormErrors) as refused:
        await saved(durand, **faults, annex_0_kind="cave", annex_0_surface="-3")
    assert set(refused.value.errors) == {
        "surface", "rooms", "built_year", "city", "type", "annex_0_surface",
    }  # fmt: skip


@pytest.mark.feature("CREA-27")
async def test_annexes_keep_their_lots_and_an_empty_line_is_none(durand: Company) -> None:
    lines = {"annex_0_kind": "garage", "annex_0_lot": "12", "annex_0_surface": "18", "annex_1_kind": "Cave",
             "annex_2_kind": "", "annex_3_lot": "14", "annex_1_skip": "1"}  # fmt: skip
    one = await saved(durand, city="Pau", **lines)
    async with db.tenant(durand.tenant_id) as tx:
        found = [(a.kind, a.lot, a.to_visit) for a in await annexes_of(tx, one.id)]
    assert found == [("garage", "12", True), ("cellar", "", False), ("other", "14", True)]
    assert one.annex_count == 3
    await saved(durand, one.id, city="Pau")
    async with db.tenant(durand.tenant_id) as tx:
        assert len(await annexes_of(tx, one.id)) == 3


async def test_a_change_is_in_the_journal_and_can_be_undone(durand: Company) -> None:
    one = await saved(durand, city="Pau", surface="118")
    await saved(durand, one.id, city="Pau", surface="118,0")
    await saved(durand, one.id, city="Gan", surface="120")
    async with db.tenant(durand.tenant_id) as tx:
        entries = await tx.fetch(
            "select id, verb, before, after from journal_entry where subject_id = $1 order by seq", one.id
        )
        assert [entry["verb"] for entry in entries] == ["property.created", "property.updated"]
        assert entries[1]["before"]["surface"] == "118" and entries[1]["after"]["city"] == "Gan"
        await undo(tx, entries[1]["id"], lambda _: True)
    row = await row_of(durand, one.id)
    assert (row["city"], row["insee"], row["surface"]) == ("Pau", "64445", 118)


async def test_a_stranger_has_no_property_of_durand(durand: Company, morel: Company) -> None:
    one = await saved(durand, city="Pau")
    async with db.tenant(morel.tenant_id) as tx:
        with pytest.raises(NotFound):
            await property_of(tx, one.id)
        with pytest.raises(NotFound):
            await save_property(tx, Form({"city": "Grenoble"}), one.id)
        assert await locate(tx, one.id, "12 rue X") is None
    assert (await row_of(durand, one.id))["city"] == "Pau"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, database: str) -> Any:
    with FakeGeoplateforme() as server:
        monkeypatch.setenv("ODISSEE_ADDRESS_URL", server.url)
        settings.cache_clear()
        geocoder.cache_clear()
        yield server
    monkeypatch.undo()
    settings.cache_clear()
    geocoder.cache_clear()


async def _job_runs(company: Company, id: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        job = await tx.fetchval(
            "select id from job where kind = 'property.locate' and payload->>'property_id' = $1", str(id)
        )
    if job:
        await run_job(company.tenant_id, job)
    return await row_of(company, id)


@pytest.mark.feature("CREA-24")
async def test_an_address_typed_without_choosing_is_placed_afterwards(
    served: FakeGeoplateforme, durand: Company
) -> None:
    one = await saved(durand, address="48 Avenue Marceau", postcode="93130", city="Noisy-le-Sec")
    assert one.match_kind == "municipality"
    row = await _job_runs(durand, one.id)
    assert (row["match_kind"], row["address"], row["typed_address"]) == (
        "housenumber",
        "48 Avenue Marceau",
        "48 Avenue Marceau",
    )
    assert row["lat"] == pytest.approx(48.89049, abs=0.0001)


async def test_a_match_elsewhere_or_below_a_half_is_left_to_a_person(
    served: FakeGeoplateforme, durand: Company
) -> None:
    for address, postcode, city in (
        ("52 avenue Jean Jaurès", "87120", "NEDDE"),
        ("2 Rue Edmée Chandon", "28110", "LUCE"),
    ):
        row = await _job_runs(durand, (await saved(durand, address=address, postcode=postcode, city=city)).id)
        assert (row["match_kind"], row["city"]) == ("municipality", city)


async def test_an_address_changed_meanwhile_is_not_placed_by_the_old_question(
    served: FakeGeoplateforme, durand: Company
) -> None:
    one = await saved(durand, address="48 Avenue Marceau", postcode="93130", city="Noisy-le-Sec")
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update property set address = '12 rue Neuve' where id = $1", one.id)
        assert await locate(tx, one.id, "48 Avenue Marceau 93130 Noisy-le-Sec") is None


async def test_a_property_is_saved_even_when_the_service_is_dead(
    served: FakeGeoplateforme, durand: Company
) -> None:
    served.mode = "broken"
    one = await saved(durand, address="3 rue Morte", city="Pau")
    row = await _job_runs(durand, one.id)
    assert (row["match_kind"], row["address"]) == ("municipality", "3 rue Morte")
