"""The same report has two lives: for a sale and for a rental."""

from datetime import date

import pytest

from odissee.tenants.quotes.durations import duration_words

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(
    ("diagnostic", "nature", "words"),
    [
        ("DPE", "sale", "10 ans"), ("GAS", "sale", "3 ans"), ("GAS", "rental", "6 ans"), ("TERMITES", "sale", "6 mois"),
        ("CREP", "sale", "1 an ou sans limite, selon la conclusion"),
        ("CREP", "rental", "6 ans ou sans limite, selon la conclusion"), ("UNKNOWN", "sale", ""),
    ],
)  # fmt: skip
def test_the_words_follow_the_dated_rows(diagnostic: str, nature: str, words: str) -> None:
    assert duration_words(diagnostic, nature, date(2026, 11, 25)) == words
