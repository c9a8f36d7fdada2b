"""What holds for every order: lines add up, HT + VAT = TTC, the order of lines never changes a total."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.tenants.pricing import (
    Basis,
    Discount,
    LineKind,
    Offer,
    OfferLine,
    PriceContext,
    PricedItem,
    PriceMode,
    TravelRule,
    order_totals,
    price_order,
    travel_fee,
    typed_offer,
    vat_regime,
)
from odissee.tenants.pricing.worked_examples import durand_items, durand_tariff

pytestmark = pytest.mark.quick

amounts = st.integers(0, 5_000_00)
rates = st.sampled_from([0, 2_10, 5_50, 8_50, 20_00])
offer_lines = st.builds(
    OfferLine,
    kind=st.sampled_from(LineKind),
    label=st.just("Ligne"),
    amount=amounts,
    vat_rate=rates,
    minutes=st.integers(0, 90),
)
offers = st.builds(
    Offer,
    mode=st.sampled_from(PriceMode),
    label=st.just("Offre"),
    basis=st.sampled_from(Basis),
    lines=st.lists(offer_lines, min_size=1, max_size=12).map(tuple),
)
percents = st.builds(Discount, percent=st.integers(0, 100_00))


@given(offers, percents)
def test_lines_add_up_to_the_totals(offer: Offer, discount: Discount) -> None:
    totals = order_totals(offer, discount)
    assert totals.excl + totals.vat == totals.incl
    assert sum(line.taxed.excl for line in totals.lines) == totals.excl
    assert sum(line.taxed.vat for line in totals.lines) == totals.vat
    assert sum(line.discount for line in totals.lines) == totals.discount
    kept = totals.incl if offer.basis is Basis.INCL else totals.excl
    assert kept == totals.gross - totals.discount


@given(offers, percents)
def test_nothing_is_ever_negative_and_a_discount_never_takes_more_than_a_line_is_worth(
    offer: Offer, discount: Discount
) -> None:
    for line in order_totals(offer, discount).lines:
        assert 0 <= line.discount <= line.offer.amount
        assert line.taxed.excl >= 0
        assert line.taxed.vat >= 0


@given(offers, percents, st.randoms())
def test_shuffling_the_lines_changes_no_total(offer: Offer, discount: Discount, chance: Random) -> None:
    shuffled = list(offer.lines)
    chance.shuffle(shuffled)
    other = Offer(offer.mode, offer.label, offer.basis, tuple(shuffled))
    ours, theirs = order_totals(offer, discount), order_totals(other, discount)
    assert (ours.per_rate, ours.discount, ours.minutes) == (theirs.per_rate, theirs.discount, theirs.minutes)


contexts = st.builds(
    PriceContext,
    on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    transaction=st.sampled_from(["sale", "rental", "works"]),
    property_type=st.sampled_from(["house", "flat"]),
    rooms=st.integers(1, 9),
    surface=st.integers(8, 400).map(Decimal),
    annexes=st.integers(0, 3),
    samples=st.integers(0, 5),
    saturday=st.booleans(),
    urgent=st.booleans(),
    travel_km=st.integers(0, 200).map(Decimal),
    basis=st.sampled_from(Basis),
    vat=st.sampled_from(["64000", "97400", "97300"]).map(vat_regime),
)
ticked = st.lists(st.sampled_from(durand_items()[:-1]), min_size=1, unique=True)


@given(ticked, contexts, st.randoms())
def test_the_order_in_which_boxes_are_ticked_or_prices_stored_changes_nothing(
    items: list[PricedItem], context: PriceContext, chance: Random
) -> None:
    tariff = durand_tariff()
    rows, packs = list(tariff.rows), list(tariff.packs)
    others = list(items)
    for part in (others, rows, packs):
        chance.shuffle(part)
    ours = price_order(items, context, tariff)
    theirs = price_order(others, context, replace(tariff, rows=rows, packs=packs))
    assert order_totals(ours.units).per_rate == order_totals(theirs.units).per_rate
    assert [pack.amount for pack in ours.packs] == [pack.amount for pack in theirs.packs]
    assert ours.proposed.amount == theirs.proposed.amount


@given(ticked, contexts)
def test_the_best_price_is_never_dearer_than_any_other_offer(
    items: list[PricedItem], context: PriceContext
) -> None:
    choices = price_order(items, context, durand_tariff())
    assert all(choices.proposed.amount <= offer.amount for offer in (*choices.packs, choices.units))


@given(amounts, ticked, contexts)
def test_a_typed_amount_is_kept_to_the_cent(
    amount: int, items: list[PricedItem], context: PriceContext
) -> None:
    totals = order_totals(typed_offer(amount, items, context))
    assert (totals.incl if context.basis is Basis.INCL else totals.excl) == amount


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_longer_way_never_costs_less(one: int, two: int) -> None:
    rule = TravelRule(per_km=60, free_km=Decimal(20), minimum=5_00, maximum=60_00)
    near, far = sorted((one, two))
    assert travel_fee(rule, Decimal(near)) <= travel_fee(rule, Decimal(far)) <= 60_00
