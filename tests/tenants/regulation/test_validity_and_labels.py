from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.tenants.regulation import LabelOutOfScope, Status, Term, dpe_label, validity

pytestmark = pytest.mark.quick
DAY = date(2026, 11, 24)


@pytest.mark.feature("OUR-01")
def test_one_gas_report_holds_three_years_for_a_sale_and_six_for_a_rental() -> None:
    days = date(2023, 11, 20), date(2023, 11, 24)
    assert validity("GAS", "sale", *days, on_date=DAY).holds is False
    assert validity("GAS", "sale", *days, on_date=date(2026, 11, 23)).holds is True
    assert validity("GAS", "rental", *days, on_date=DAY).holds is True


def test_an_asbestos_report_of_before_april_2013_is_worth_nothing_for_a_sale() -> None:
    old = validity("ASBESTOS", "sale", date(2013, 3, 1), date(2013, 3, 31), "negative", DAY)
    assert (old.term, old.holds) == (Term.NONE, False)


def test_asbestos_n1_is_looked_at_again_within_three_years() -> None:
    found = validity("ASBESTOS", "sale", date(2024, 2, 28), date(2024, 2, 29), "N1")
    assert (found.term, found.next_action, found.next_due) == (
        Term.UNLIMITED,
        "reevaluation",
        date(2027, 2, 28),
    )


@pytest.mark.parametrize(
    ("diagnostic", "purpose", "finding"),
    [
        ("CREP", "sale", None),
        ("ASBESTOS", "sale", "unknown"),
        ("GAS", "works", None),
        ("NOTHING", "sale", None),
    ],
)
def test_what_no_row_describes_is_to_check_and_never_unlimited(
    diagnostic: str, purpose: str, finding: str | None
) -> None:
    found = validity(diagnostic, purpose, DAY, DAY, finding, DAY)
    assert (found.term, found.holds, found.certainty) == (Term.TO_CHECK, None, Status.TO_VERIFY)


def test_a_report_established_before_its_visit_is_to_check() -> None:
    found = validity("TERMITES", "sale", DAY, date(2026, 11, 23))
    assert found.term is Term.TO_CHECK and "avant la visite" in found.why


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["DPE", "AUDIT", "TERMITES", "ERP", "ANC"])
)
def test_the_last_valid_day_is_never_after_the_anniversary(established: date, diagnostic: str) -> None:
    found = validity(diagnostic, "sale", established, established)
    assert found.valid_until and established < found.valid_until
    assert found.tolerated_until is None or (found.tolerated_until - found.valid_until).days == 1


def test_the_label_is_the_worse_of_the_two_letters() -> None:
    """CASE-052."""
    found = dpe_label(60, 100, 60, 40, "H1a", DAY)
    assert (found.energy, found.ges, found.label) == ("B", "E", "E")


def test_a_value_is_floored_before_it_is_compared() -> None:
    assert dpe_label(60, Decimal("419.9"), 10, 40, "H1a", DAY).label == "F"
    assert dpe_label(60, 420, 10, 40, "H1a", DAY).label == "G"


def test_between_two_small_surfaces_the_worst_letter_is_kept_and_said_unsure() -> None:
    found = dpe_label(8.5, 700, 20, 40, "H1a", DAY)
    assert (found.label, found.certain, found.possible) == ("G", False, ("F", "G"))


def test_an_unknown_altitude_is_tried_both_ways_where_it_matters() -> None:
    assert not dpe_label(60, 340, 10, None, "H1b", DAY).certain
    assert dpe_label(60, 340, 10, None, "H3", DAY).certain
    assert not dpe_label(60, 340, 10, 900, None, DAY).certain
    assert not dpe_label(None, 340, 10, 40, "H3", DAY).certain


def test_the_columns_in_altitude_of_small_homes_are_said_to_be_verified_by_one_source_only() -> None:
    assert dpe_label(25, 423, 83, 900, "H1c", DAY).status is Status.TO_VERIFY
    assert dpe_label(60, 423, 83, 900, "H1c", DAY).status is Status.VERIFIED


def test_before_july_2021_there_was_no_such_label() -> None:
    with pytest.raises(LabelOutOfScope, match="1er\u00a0juillet\u00a02021"):
        dpe_label(60, 100, 10, 40, "H1a", date(2021, 6, 30))


@given(
    st.floats(1, 300),
    st.floats(0, 1000),
    st.floats(0, 300),
    st.integers(0, 2000),
    st.sampled_from(["H1a", "H1b", "H3"]),
)
def test_knowing_less_never_makes_a_label_better(
    sref: float, energy: float, ges: float, height: int, zone: str
) -> None:
    known = dpe_label(sref, energy, ges, height, zone, DAY)
    for vague in (
        dpe_label(sref, energy, ges, None, zone, DAY),
        dpe_label(sref, energy, ges, height, None, DAY),
    ):
        assert vague.label >= known.label and set(known.possible) <= set(vague.possible)
