"""Finding people the way one types in a hurry (CASE-060), in one's own company only."""

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.search import Searchable, find, find_ids, index, index_text
from odissee.platform.search.words import one_typo_apart
from tests.companies import Company

PEOPLE = {
    "elodie": "Cœur-de-Lion, Élodie", "hopital": "L’Hôpital", "hopital2": "L'Hopital",
    "etienne": "Saint-Étienne", "muller": "Müller", "phone": "Pommier 0639980123 33639980123",
}  # fmt: skip


@pytest.fixture(scope="module")
async def people(durand: Company):  # type: ignore[no-untyped-def]
    ids = {name: new_id() for name in PEOPLE}
    async with db.tenant(durand.tenant_id) as tx:
        for name, text in PEOPLE.items():
            await index(tx, Searchable("person", ids[name], text, "", "/", ()))
    return ids


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("elodie coeur", {"elodie"}),
        ("lhopital", {"hopital", "hopital2"}),
        ("l'hopital", {"hopital", "hopital2"}),
        ("L\u2019Hôpital", {"hopital", "hopital2"}),
        ("saint etienne", {"etienne"}),
        ("Saint-E\u0301tienne", {"etienne"}),
        ("muller", {"muller"}),
        ("MÜLLER", {"muller"}),
        ("mulller", {"muller"}),
        ("etiene", {"etienne"}),
        ("eloide", {"elodie"}),
        ("0639980123", {"phone"}),
        ("39 98 01", {"phone"}),
        ("06 39 98 01 23", {"phone"}),
        ("elodie muller", set()),
        ("%", set()),
        ("_", set()),
        ("", set()),
    ],
)
async def test_each_way_of_typing_finds_its_person(
    people, durand: Company, typed: str, expected: set[str]
) -> None:  # type: ignore[no-untyped-def]
    async with db.tenant(durand.tenant_id) as tx:
        found = await find_ids(tx, typed, ("person",))
    assert {name for name, id in people.items() if id in found} == expected


async def test_the_stranger_company_finds_nothing(people, morel: Company) -> None:  # type: ignore[no-untyped-def]
    async with db.tenant(morel.tenant_id) as tx:
        assert await find_ids(tx, "muller") == []
        assert await tx.fetchval("select count(*) from search_word") == 0


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [("pau", "pau", True), ("bordenave", "bordneave", True), ("pau", "paul", True), ("pau", "peu", True),
     ("pau", "pue", False), ("pau", "pauls", False), ("ab", "ba", True), ("abcd", "badc", False)],
)  # fmt: skip
def test_one_typo_is_one_letter_or_one_swap(a: str, b: str, near: bool) -> None:
    assert one_typo_apart(a, b) is near


async def test_beginnings_come_first_then_the_newest_whether_asked_for_few_or_many(durand: Company) -> None:
    names = ["Larribau Jeanne", "Ribaute Paul", "Darribehaude Léa", "Ribeiro Inès", "Ribaute Luc"]
    ids = {name: new_id() for name in names}
    async with db.tenant(durand.tenant_id) as tx:
        for name, id in ids.items():
            await index(tx, Searchable("riba", id, name, "", "/", ()))
        few = await find_ids(tx, "ribau", ("riba",), limit=2)
        many = await find_ids(tx, "ribau", ("riba",))
        await tx.rollback()
    expected = [ids["Ribaute Luc"], ids["Ribaute Paul"], ids["Larribau Jeanne"]]
    assert (few, many) == (expected[:2], expected)


async def test_signs_of_patterns_are_only_signs_also_in_a_corrected_query(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await index(tx, Searchable("signs", new_id(), "Peyrou 100% bois_clair", "", "/", ()))
        assert len(await find_ids(tx, "100% peyrou", ("signs",))) == 1
        assert len(await find_ids(tx, "100% peyruo", ("signs",))) == 1
        assert await find_ids(tx, "1_0 peyruo", ("signs",)) == []
        await tx.rollback()


async def test_words_of_a_long_text_find_its_object_and_count_beside_its_own(durand: Company) -> None:
    paul, luc = new_id(), new_id()
    async with db.tenant(durand.tenant_id) as tx:
        await index(tx, Searchable("read", paul, "Casaubon Paul", "", "/", ()))
        await index(tx, Searchable("read", luc, "Casaubon Luc", "", "/", ()))
        await index_text(tx, paul, new_id(), "Fibres de chrysotile dans les dalles du couloir")
        assert await find_ids(tx, "chrysotile", ("read",)) == [paul]
        assert await find_ids(tx, "dalles casaubon", ("read",)) == [paul]
        assert await find_ids(tx, "couloir dalles", ("read",)) == [paul]
        assert await find_ids(tx, "dalles luc", ("read",)) == []
        assert await find_ids(tx, "casaubon", ("read",)) == [luc, paul]
        await tx.rollback()


@pytest.mark.parametrize(
    "typed", ["+33 6 39 98 04 56", "0639980456", "+33639980456", "0033639980456", "+336399804", "39980456"]
)
async def test_a_telephone_is_found_as_each_person_types_it(durand: Company, typed: str) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        paul = new_id()
        await index(tx, Searchable("phoned", paul, "Paul", "", "/", ("+33639980456", "paul@durand.example")))
        assert await find_ids(tx, typed, ("phoned",)) == [paul]
        await tx.rollback()


async def test_old_rows_are_found_too_beginnings_before_them_all(
    durand: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With slices of one and of three rows, every row is in another slice: none is skipped, none comes twice."""
    monkeypatch.setattr(find, "SLICES", (1, 3))
    names = ["Ribaute Luc", "Larribau Jeanne", "Peyrou Léa", "Ribaute Paul", "Darribau Inès", "Ribauval Anne"]
    ids = {name: new_id() for name in names}
    async with db.tenant(durand.tenant_id) as tx:
        for name, id in ids.items():
            await index(tx, Searchable("old", id, name, "", "/", ()))
        found = await find_ids(tx, "ribau", ("old",))
        some = await find_ids(tx, "ribau", ("old",), limit=3)
        corrected = await find_ids(tx, "ribautte", ("old",))
        await tx.rollback()
    begun = ["Ribauval Anne", "Ribaute Paul", "Ribaute Luc"]
    assert found == [ids[name] for name in [*begun, "Darribau Inès", "Larribau Jeanne"]]
    assert some == found[:3]
    assert corrected == [ids["Ribaute Paul"], ids["Ribaute Luc"]]
