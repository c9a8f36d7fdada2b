import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.platform.french import compact, fold, matches, search_text, sort_key

pytestmark = pytest.mark.quick

CONTACTS = ["Cœur-de-Lion, Élodie", "L’Hôpital", "L'Hopital", "Saint-Étienne", "Müller", "06 39 98 01 23"]
BOTH_HOSPITALS = ["L’Hôpital", "L'Hopital"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("elodie coeur", ["Cœur-de-Lion, Élodie"]),
        ("Élodie cœur", ["Cœur-de-Lion, Élodie"]),
        ("lhopital", BOTH_HOSPITALS),
        ("l'hopital", BOTH_HOSPITALS),
        ("L’Hôpital", BOTH_HOSPITALS),
        ("st etienne", ["Saint-Étienne"]),
        ("saint etienne", ["Saint-Étienne"]),
        ("muller", ["Müller"]),
        ("0639980123", ["06 39 98 01 23"]),
        ("39 98 01", ["06 39 98 01 23"]),
        ("elodie muller", []),
        ("%", []),
        ("_", []),
    ],
)
def test_case_060_people_are_found(typed: str, found: list[str], form: Literal["NFC", "NFD"]) -> None:
    query = unicodedata.normalize(form, typed)
    stored = {name: search_text(unicodedata.normalize(form, name)) for name in CONTACTS}
    assert [name for name in CONTACTS if matches(query, stored[name])] == found


def test_the_folded_form() -> None:
    assert fold("  L’Œuvre—du  Père_Noël ") == "l oeuvre du pere_noel"
    assert compact("06 39 98 01 23") == "0639980123"
    assert sorted(["Zoé", "Éric", "eric", "Albert"], key=sort_key) == ["Albert", "eric", "Éric", "Zoé"]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_both_unicode_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
