import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.platform.money import (
    Taxed,
    TooPreciseAmount,
    UnreadableAmount,
    divide,
    from_incl,
    parse_money,
    percent_of,
    share,
    share_over_lines,
    split_equally,
    taken_from_incl,
    vat_per_rate,
)

pytestmark = pytest.mark.quick

cents = st.integers(-10_000_000_00, 10_000_000_00)
positive_cents = st.integers(0, 10_000_000_00)
rates = st.sampled_from([0, 210, 550, 850, 1000, 2000])


@pytest.mark.parametrize(
    "typed", ["1 234,56", "1.234,56 €", "1234.56", "1\u202f234,56\u00a0€", "1\u00a0234,56"]
)
def test_an_amount_is_read_in_any_writing(typed: str) -> None:
    assert parse_money(typed) == 1_234_56


def test_an_amount_that_could_mean_two_is_refused() -> None:
    with pytest.raises(TooPreciseAmount):
        parse_money("1.234")
    with pytest.raises(UnreadableAmount):
        parse_money("1.23,45.6")


def test_case_001_vat_is_rounded_once_per_rate_and_not_per_line() -> None:
    three_lines = [(33_33, 2000)] * 3
    assert vat_per_rate(three_lines) == {2000: Taxed(99_99, 20_00)}
    assert vat_per_rate([(99_99, 2000)]) == {2000: Taxed(99_99, 20_00)}
    assert vat_per_rate([(3_60, 550)] * 10) == vat_per_rate([(36_00, 550)]) == {550: Taxed(36_00, 1_98)}
    assert sum(percent_of(33_33, 2000) for _ in range(3)) == 20_01, "the wrong way gives another result"
    assert share_over_lines(three_lines, {2000: 20_00}) == [6_67, 6_67, 6_66]


def test_case_003_a_discount_on_ttc_moves_ht_and_vat_too() -> None:
    price = 82_00
    discounted = from_incl(price - percent_of(price, 3000), 2000)
    assert (discounted.incl, discounted.excl, discounted.vat) == (57_40, 47_83, 9_57)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (100_00, [33_33, 33_33, 33_34]),
        (30_000_00, [10_000_00] * 3),
        (2, [0, 1, 1]),
        (-100_00, [-33_33, -33_33, -33_34]),
    ],
)
def test_case_009_three_instalments_make_the_total(total: int, parts: list[int]) -> None:
    assert split_equally(total, 3) == parts


def test_half_a_cent_goes_away_from_zero_on_both_sides() -> None:
    assert (divide(5, 10), divide(-5, 10), divide(4, 10), divide(15, -10)) == (1, -1, 0, -2)


def test_nothing_can_be_shared_among_nobody() -> None:
    assert share(0, []) == []
    with pytest.raises(ValueError, match="nothing to share"):
        share(1, [])


@given(cents, st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_shares_always_add_up_and_stay_within_a_cent_of_their_due(total: int, weights: list[int]) -> None:
    parts = share(total, weights)
    assert sum(parts) == total
    if whole := sum(weights):
        assert all(
            abs(part * whole - total * weight) <= whole for part, weight in zip(parts, weights, strict=True)
        )


@given(positive_cents, st.integers(1, 60))
def test_instalments_differ_by_one_cent_at_most(total: int, count: int) -> None:
    parts = split_equally(total, count)
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1


@given(st.lists(st.tuples(cents, rates), max_size=20))
def test_lines_add_up_to_the_vat_of_the_document(lines: list[tuple[int, int]]) -> None:
    totals = vat_per_rate(lines)
    shared = share_over_lines(lines, {rate: taxed.vat for rate, taxed in totals.items()})
    assert sum(shared) == sum(taxed.vat for taxed in totals.values())
    assert vat_per_rate(reversed(lines)) == totals


@given(st.lists(st.tuples(positive_cents, rates), max_size=20))
def test_a_document_entered_ttc_keeps_its_ttc(lines: list[tuple[int, int]]) -> None:
    totals = taken_from_incl(lines)
    assert sum(taxed.incl for taxed in totals.values()) == sum(amount for amount, _ in lines)
    assert all(taxed.vat >= 0 for taxed in totals.values())


@given(cents)
def test_what_is_printed_is_read_back(value: int) -> None:
    from odissee.platform.french import amount

    assert parse_money(amount(value)) == value
