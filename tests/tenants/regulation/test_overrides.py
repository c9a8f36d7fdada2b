"""A company settles what our sources left open."""

from datetime import UTC, datetime

import pytest

from odissee.tenants.regulation import (
    Override,
    PropertyType,
    RuleBook,
    Transaction,
    UnknownRule,
    Verdict,
    VerifiedRule,
)

from .files import asked, house, verdict

pytestmark = [pytest.mark.quick, pytest.mark.feature("OUR-01")]
BOOK = RuleBook.bundled()


def decided(key: str, answer: Verdict) -> RuleBook:
    at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    return BOOK.with_overrides(
        [Override(key, answer, "réponse de l’ordre des notaires", "Sophie Durand", at)]
    )


def test_durand_settles_that_a_lot_under_eight_square_metres_is_not_measured() -> None:
    lot = house(property_type=PropertyType.FLAT, co_owned=True, surface=7.5)
    assert verdict("CARREZ", lot) == "to_check"
    found = asked("CARREZ", lot, book=decided("carrez-exempt-small", Verdict.NOT_REQUIRED))
    assert found.verdict is Verdict.NOT_REQUIRED
    assert found.why.endswith(
        "Décidé par Sophie Durand le 21\u00a0novembre\u00a02026\u00a0: réponse de l’ordre des notaires"
    )
    assert found.decision is not None and found.decision.decided_by == "Sophie Durand"


def test_durand_settles_that_it_is_measured_all_the_same() -> None:
    lot = house(property_type=PropertyType.FLAT, co_owned=True, surface=7.5)
    found = asked("CARREZ", lot, book=decided("carrez-exempt-small", Verdict.REQUIRED))
    assert found.verdict is Verdict.REQUIRED and "Sophie Durand" in found.why


def test_a_settled_rule_applies_with_its_details_and_still_asks_what_it_does_not_know() -> None:
    book = decided("pemd", Verdict.REQUIRED)
    works = {"transaction": Transaction.WORKS}
    assert verdict("PEMD", house(**works, floor_area=1200), book=book) == "required"
    small = asked("PEMD", house(**works, floor_area=120), book=book)
    assert small.verdict is Verdict.NOT_REQUIRED
    assert small.why.startswith(
        "Surface de plancher de 120\u00a0m², la règle vise surface de plancher de plus de 1\u202f000"
    )
    unknown = asked("PEMD", house(**works, floor_area=None), book=book)
    assert unknown.verdict is Verdict.TO_CHECK and "surface de plancher" in unknown.questions[0]


def test_a_rule_set_aside_says_who_set_it_aside() -> None:
    found = asked(
        "LEAD_WORKS", house(transaction=Transaction.WORKS), book=decided("lead-works", Verdict.NOT_REQUIRED)
    )
    assert found.verdict is Verdict.NOT_REQUIRED and "Sophie Durand" in found.why


def test_to_check_keeps_the_question_open() -> None:
    book = decided("lead-works", Verdict.TO_CHECK)
    assert verdict("LEAD_WORKS", house(transaction=Transaction.WORKS), book=book) == "to_check"


def test_the_bundled_book_is_left_as_it_was() -> None:
    decided("lead-works", Verdict.NOT_REQUIRED)
    assert not BOOK.overrides
    assert verdict("LEAD_WORKS", house(transaction=Transaction.WORKS)) == "to_check"


def test_a_verified_rule_cannot_be_replaced() -> None:
    with pytest.raises(VerifiedRule, match="vérifiée"):
        decided("asbestos-sale", Verdict.NOT_REQUIRED)


def test_a_rule_that_does_not_exist_cannot_be_replaced() -> None:
    with pytest.raises(UnknownRule, match="n’existe pas"):
        decided("plomb", Verdict.NOT_REQUIRED)
