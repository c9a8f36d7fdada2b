"""Other kinds of message: phone notes, SMS, capitals, typing faults, lists of a syndic, notaries, several properties.

`other_messages.json` holds, for each, every field that must be filled and no other: one more is a silent guess.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from odissee.tenants.orders.reading import read_message

pytestmark = pytest.mark.quick
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "other_messages.json").read_text())


@pytest.mark.feature("OUR-15")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_nothing_more_is_filled_than_what_is_said(case: dict[str, Any]) -> None:
    read = read_message(case["text"])
    assert (read.kind, bool(read.question)) == (case["kind"], case["question"])
    filled = [
        {name: one.value for name, one in read.of(n).items() if one.value is not None and name != "access"}
        for n in range(len(read.properties))
    ]
    assert filled == case["properties"]
    doubtful = {name for n in range(len(read.properties)) for name, one in read.of(n).items() if one.doubt}
    assert sorted(doubtful) == case["to_check"]


@pytest.mark.feature("OUR-15")
def test_every_reading_shows_its_words_where_they_stand() -> None:
    for case in CASES:
        read = read_message(case["text"])
        for number in range(len(read.properties)):
            for one in read.of(number).values():
                assert one.words and one.why
                assert read.text[slice(*one.span)].strip()


def test_two_different_surfaces_are_shown_and_not_settled() -> None:
    said = read_message("T3 à vendre à Pau, 62 m² ou peut-être 65 m²").of(0)["surface_m2"]
    assert said.value is None and said.doubt


def test_a_code_that_is_not_the_towns_is_to_check() -> None:
    said = read_message("Maison à vendre, 12 rue des Lilas, 64000 Bayonne").of(0)
    assert said["postcode"].value is None and "Bayonne" in said["postcode"].doubt


@pytest.mark.parametrize(
    "odd", ["", " ", "\n>>>\n", "From: \nSubject: \n\n", "☎" * 500, "0" * 5000, "> " * 4000]
)
def test_nothing_makes_it_fail(odd: str) -> None:
    assert read_message(odd).kind == "other"
    assert read_message(odd.encode()).kind == "other"


def test_a_very_long_message_is_cut_and_says_so() -> None:
    read = read_message("T3 à vendre, 12 rue des Lilas à Pau. " * 2000)
    assert "trop long" in read.remainder[-1] or "très long" in read.remainder[-1]
