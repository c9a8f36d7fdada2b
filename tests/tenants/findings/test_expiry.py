"""How long a finding holds: the figures of the public record, on values alone."""

from datetime import date

import pytest

from odissee.tenants.findings import ContradictoryConclusions, UnknownConclusion, expiry, valid_until
from odissee.tenants.findings.conclusions import checked, choices
from odissee.tenants.findings.expiry import ACTIONS, needs_conclusion
from odissee.tenants.regulation import catalogue, validity_rows

pytestmark = pytest.mark.quick
VISIT, MADE = date(2026, 11, 24), date(2026, 11, 25)


@pytest.mark.feature("DOSS-60")
@pytest.mark.parametrize(
    ("diagnostic", "codes", "sale", "rental"),
    [
        ("DPE", (), date(2036, 11, 24), date(2036, 11, 24)),
        ("GAS", ("A2",), date(2029, 11, 24), date(2032, 11, 24)),
        ("TERMITES", ("absence",), date(2027, 5, 24), date(2027, 5, 24)),
        ("CREP", ("class_1", "class_3"), date(2027, 11, 24), date(2032, 11, 24)),
        ("CREP", ("class_0",), None, None),
        ("CREP", (), None, None),
        ("ASBESTOS", ("negative",), None, None),
    ],
)
def test_sale_and_rental_have_each_their_last_day(
    diagnostic: str, codes: tuple[str, ...], sale: date | None, rental: date | None
) -> None:
    assert valid_until(diagnostic, codes, "sale", VISIT, MADE) == sale
    assert valid_until(diagnostic, codes, "rental", VISIT, MADE) == rental


def test_lead_and_asbestos_wait_for_their_conclusion_and_nothing_else_does() -> None:
    assert {code for code in catalogue() if needs_conclusion(code)} == {"CREP", "ASBESTOS", "LEAD_COMMON"}
    assert expiry("ASBESTOS", (), "sale", VISIT, MADE) is None
    assert expiry("ASBESTOS", ("negative",), "sale", None, None) is None


def test_without_the_day_of_the_report_one_counts_from_the_visit() -> None:
    assert valid_until("ERP", ("ppr",), "sale", VISIT, None) == date(2027, 5, 23)


def test_list_a_says_what_comes_next_and_until_when() -> None:
    found = expiry("ASBESTOS", ("N2", "EP"), "sale", VISIT, MADE)
    assert found is not None and found.term == "unlimited"
    assert [(one.code, one.due) for one in found.actions] == [
        ("dust_measure", date(2027, 2, 25)), ("recommendation_EP", None)]  # fmt: skip


def test_what_the_law_leaves_unsure_is_to_check_never_unlimited() -> None:
    for diagnostic, codes in (
        ("ASBESTOS", ("positive",)),
        ("MERULE_INFO", ("absence",)),
        ("DTA", ("negative",)),
    ):
        found = expiry(diagnostic, codes, "sale", VISIT, MADE)
        assert found is not None and found.term == "to_check" and found.until is None


def test_an_asbestos_report_from_before_2013_is_worth_nothing_for_a_sale() -> None:
    found = expiry("ASBESTOS", ("negative",), "sale", date(2013, 3, 1), date(2013, 3, 31))
    assert found is not None and found.term == "none"


def test_every_code_that_bounds_a_validity_may_be_concluded_and_every_action_has_words() -> None:
    asked = {(row.diagnostic, code) for row in validity_rows() for code in row.findings}
    assert [pair for pair in asked if pair[1] not in choices(pair[0]).by_code] == []
    assert {row.next_action for row in validity_rows() if row.next_action} <= ACTIONS.keys()


def test_words_are_no_conclusion_and_absence_goes_with_nothing() -> None:
    with pytest.raises(UnknownConclusion, match="Absence d’amiante"):
        checked("ASBESTOS", ["Absence d’amiante"])
    with pytest.raises(ContradictoryConclusions):
        checked("CREP", ["class_0", "class_3"])
    assert checked("CREP", ["class_3", "class_1", "class_3"]) == ("class_1", "class_3")
