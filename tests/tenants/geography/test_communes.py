import doctest
import time

import pytest

from odissee.tenants import geography
from odissee.tenants.geography import by_insee, by_postcode, search, termites_in, time_zone

pytestmark = pytest.mark.quick


def names(text: str, limit: int = 10) -> list[str]:
    return [commune.name for commune in search(text, limit)]


def test_a_newcomer_can_run_the_examples_of_the_package() -> None:
    assert doctest.testmod(geography).failed == 0


@pytest.mark.parametrize(
    "typed",
    ["st etienne", "saint-étienne", "SAINT ETIENNE", "st-étienne", "Saint Étienne", "saint etienne 42"],
)
def test_sophie_finds_saint_etienne_however_she_types_it(typed: str) -> None:
    assert search(typed)[0].insee == "42218"


def test_sophie_finds_pau_by_name_postcode_or_both() -> None:
    assert search("pau 64", 1) == search("64000", 1) == search("pau", 1) == [by_insee("64445")]
    assert "Pau" not in names("pau 33")


@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("l'haÿ les roses", "94038"),
        ("hay les roses", "94038"),
        ("L’Haÿ", "94038"),
        ("mans", "72181"),
        ("ajaccio 2a", "2A004"),
        ("20000", "2A004"),
        ("paris 11", "75111"),
        ("lyon 3", "69383"),
        ("97200", "97209"),
        ("nogent s", "94052"),
    ],
)
def test_the_first_answer_is_the_place_meant(typed: str, insee: str) -> None:
    assert search(typed)[0].insee == insee


def test_the_most_populated_comes_first_and_the_limit_holds() -> None:
    found = search("saint", 25)
    assert len(found) == 25
    assert [c.population for c in found] == sorted((c.population for c in found), reverse=True)


def test_paris_is_a_commune_and_twenty_arrondissements() -> None:
    assert {commune.insee for commune in by_postcode("75011")} == {"75056", "75111"}
    arrondissement = by_insee("75116")
    assert arrondissement is not None and arrondissement.parent == "75056"


@pytest.mark.parametrize("typed", ["", "   ", "!!", "’", "zzzzzz", "99999"])
def test_what_names_no_commune_finds_none(typed: str) -> None:
    assert search(typed) == []


def test_an_unknown_code_is_no_commune() -> None:
    assert by_insee("64999") is None and by_insee("") is None and by_insee(None) is None
    assert by_postcode("00000") == [] and termites_in("988") is None


def test_every_commune_is_kept_with_its_department_and_its_hour() -> None:
    communes = geography.all_communes()
    assert len(communes) == 35_014
    assert all(geography.department_of(c.insee) == c.dept for c in communes.values())
    assert {time_zone(c.dept).key for c in communes.values()} >= {
        "Europe/Paris",
        "Indian/Reunion",
        "Pacific/Noumea",
    }


def test_a_search_answers_within_five_milliseconds_in_ninety_five_cases_of_a_hundred() -> None:
    search("pau")
    typed = [
        "s",
        "st",
        "saint",
        "la",
        "p",
        "pau 64",
        "64",
        "640",
        "mar",
        "ste ma",
        "75",
        "le ",
        "villeneuve 9",
    ] * 8
    # Time of this process alone, the best of three passes: the machine may be busy with something else.
    passes = [sorted(_seconds(text) for text in typed) for _ in range(3)]
    assert min(spent[int(len(spent) * 0.95)] for spent in passes) < 0.005


def _seconds(text: str) -> float:
    began = time.process_time()
    search(text, 10)
    return time.process_time() - began
