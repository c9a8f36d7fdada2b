"""The rows of law themselves, as the page « Réglementation » will show them."""

import doctest
import re
import statistics
import time
from datetime import date

import pytest

from odissee.tenants import regulation
from odissee.tenants.regulation import (
    RuleBook,
    Status,
    all_rows,
    catalogue,
    label_tables,
    required,
    validity_rows,
)
from odissee.tenants.regulation.errors import MisshapenRule
from odissee.tenants.regulation.facts_catalogue import fact_kinds
from odissee.tenants.regulation.reading import read_condition

from .oracle import context_of, rows

pytestmark = pytest.mark.quick
BAD_TYPOGRAPHY = re.compile(r"'| [:;?!»]|« |\.\.\.|\d (m²|ans|lots)\b|[^\u00a0 /]:(?!/)|[^\u202f]\?")


def texts() -> list[str]:
    found = [
        text for rule in all_rows() for text in (rule.title, rule.why, rule.question, rule.condition_words)
    ]
    found += [text for row in catalogue().values() for text in (row.label, row.short_label)]
    found += [
        text for kind in fact_kinds().values() for text in (kind.label, kind.question, *kind.values.values())
    ]
    return found + [row.why for row in validity_rows()]


@pytest.mark.parametrize("text", sorted(set(texts())))
def test_every_french_text_keeps_to_french_typography(text: str) -> None:
    assert not BAD_TYPOGRAPHY.search(text)


def test_the_typography_test_can_fail() -> None:
    for text in ("l'audit", "Quoi ?", "Zone : oui", "plus de 15 ans", "Zone: oui", "« oui »"):
        assert BAD_TYPOGRAPHY.search(text)


def test_each_row_has_its_source_its_dates_and_a_known_diagnostic() -> None:
    for rule in all_rows():
        assert rule.source and rule.title and rule.condition_words
        assert rule.diagnostic in catalogue()
        assert rule.verified or rule.question
        assert (rule.valid_from or date.min) <= (rule.valid_to or date.max)


def test_each_diagnostic_of_the_catalogue_has_a_rule() -> None:
    assert {rule.diagnostic for rule in all_rows()} == set(catalogue())


def test_no_exemption_is_verified_by_oversight() -> None:
    assert all(rule.status is Status.TO_VERIFY for rule in all_rows() if rule.exempts)


def test_the_label_tables_descend_and_never_cross() -> None:
    for table in label_tables():
        for row in table.rows:
            for bounds in (*row.bounds(high=False), *row.bounds(high=True)):
                assert list(bounds) == sorted(set(bounds)) and len(bounds) == 6


def test_the_coming_changes_are_known_in_order() -> None:
    coming = RuleBook.bundled().changes(date(2026, 11, 24), date(2028, 1, 1))
    assert [day for day, _ in coming] == [date(2028, 1, 1)] * len(coming)
    assert {rule.key for _, rule in coming} == {
        "audit-e-overseas",
        "decency-f",
        "dpe-collective-all",
        "dpe-collective-overseas",
    }


@pytest.mark.parametrize(
    "misspelt", ["permitt before 1949-01-01", "letter in F H", "permit near 1949", "dweling"]
)
def test_a_misspelt_row_is_refused_when_it_is_read(misspelt: str) -> None:
    with pytest.raises(MisshapenRule):
        read_condition(misspelt)


def test_a_newcomer_can_run_the_examples_of_the_package() -> None:
    assert doctest.testmod(regulation).failed == 0


def test_a_file_is_judged_within_two_milliseconds() -> None:
    book = RuleBook.bundled()
    files = [(context_of(row), date.fromisoformat(row["on_date"])) for row in rows("cases.csv")]
    spent = min(_median_seconds(files, book) for _ in range(5))
    assert spent < 0.002


def _median_seconds(files: list[tuple[regulation.Context, date]], book: RuleBook) -> float:
    return statistics.median(_seconds(context, on_date, book) for context, on_date in files)


def _seconds(context: regulation.Context, on_date: date, book: RuleBook) -> float:
    began = time.process_time()
    required(context, on_date, book)
    return time.process_time() - began
