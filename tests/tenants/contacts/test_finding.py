"""CASE-060: each name and number is found as people type it, and several words narrow the search."""

import unicodedata

import pytest

from tests.companies import Company
from tests.tenants.contacts.book import found, written

BOOK = (
    {"last_name": "Cœur-de-Lion", "first_name": "Élodie"},
    {"last_name": "L’Hôpital", "type": "collectivite"},
    {"last_name": "L'Hopital", "type": "entreprise"},
    {"last_name": "Dupont", "first_name": "Jean", "city": "Saint-Étienne", "postcode": "42000"},
    {"last_name": "Müller", "mobile": "+33 6 39 98 01 23", "email": "h.muller@exemple.fr"},
    {"last_name": "Andrieu", "first_name": "André"},
)
HOSPITALS = {"L’Hôpital", "L'Hopital"}
TYPED = {
    "elodie coeur": {"Cœur-de-Lion Élodie"}, "coeur elodie": {"Cœur-de-Lion Élodie"}, "ELO": {"Cœur-de-Lion Élodie"},
    "coeur de lion": {"Cœur-de-Lion Élodie"}, "œur": {"Cœur-de-Lion Élodie"},
    "lhopital": HOSPITALS, "l'hopital": HOSPITALS, "L’HÔPITAL": HOSPITALS, "l hop": HOSPITALS,
    "st etienne": {"Dupont Jean"}, "saint etienne": {"Dupont Jean"}, "Saint-Étienne dupont": {"Dupont Jean"},
    "muller": {"Müller"}, "Müller": {"Müller"}, "h.muller@exemple.fr": {"Müller"},
    "0639980123": {"Müller"}, "39 98 01": {"Müller"}, "06.39.98.01.23": {"Müller"}, "+33639980123": {"Müller"},
    "0033 6 39 98 01 23": {"Müller"}, "(+33) 6-39-98-01-23": {"Müller"}, "andre": {"Andrieu André"},
    "andre muller": set(), "%": set(), "_": set(), "\\": set(), "...": set(), "mul%er": set(), "m_ller": set(),
    "'; drop table contact": set(),
}  # fmt: skip


@pytest.mark.feature("CREA-21")
async def test_each_writing_finds_its_contact_and_nobody_else(pau: Company) -> None:
    for one in BOOK:
        await written(pau, **one)
    for typed, names in TYPED.items():
        for form in ("NFC", "NFD"):
            assert set(await found(pau, unicodedata.normalize(form, typed))) == names, (form, typed)


async def test_a_name_that_begins_so_comes_before_one_that_holds_it(pau: Company) -> None:
    for name in ("Abord", "Debord", "Bordes Immobilier", "Bordenave"):
        await written(pau, name)
    assert await found(pau, "bord") == ["Bordenave", "Bordes Immobilier", "Abord", "Debord"]
    assert await found(pau, "bord", limit=2) == ["Bordenave", "Bordes Immobilier"]


async def test_a_per_cent_in_a_name_is_found_by_a_per_cent(pau: Company) -> None:
    await written(pau, "100 % Immo", type="agence")
    await written(pau, "Immo_Sud", type="agence")
    assert await found(pau, "%") == ["100 % Immo"]
    assert await found(pau, "_") == ["Immo_Sud"]


async def test_an_empty_search_gives_the_beginning_of_the_book(pau: Company) -> None:
    for name in ("Zola", "Abadie"):
        await written(pau, name)
    assert await found(pau, "  ") == ["Abadie", "Zola"]
