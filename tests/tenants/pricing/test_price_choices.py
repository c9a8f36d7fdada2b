"""Sophie prices an order at company Durand: the three modes, the discounts and what is refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from odissee.tenants.pricing import (
    Basis,
    Discount,
    DiscountAboveLimit,
    DiscountRule,
    DiscountTooLarge,
    MissingPrices,
    NegativeDiscount,
    NothingToPrice,
    Pack,
    Price,
    PriceContext,
    PricedItem,
    PriceMode,
    PriceRow,
    Tariff,
    TravelRule,
    agency_discount_warning,
    check_limit,
    limit_of,
    order_totals,
    price_order,
    systematic_discount,
    travel_fee,
    typed_offer,
    vat_regime,
)
from odissee.tenants.pricing.worked_examples import durand_items, durand_tariff

pytestmark = pytest.mark.quick

TODAY = date(2026, 11, 24)
HOUSE = PriceContext(TODAY, "sale", "house", rooms=5, surface=Decimal(118))


def ticked(*codes: str) -> list[PricedItem]:
    by_code = {item.code: item for item in durand_items()}
    return [by_code[code] for code in codes]


WHOLE_HOUSE = ticked("dpe", "amiante", "plomb", "elec", "gaz", "termites", "erp")


def labels(items: Sequence[object]) -> list[str]:
    return [str(getattr(item, "label", "")) for item in items]


@pytest.mark.feature("CREA-08")
def test_the_context_yields_a_pack_and_a_sum_and_sophie_may_type_an_amount() -> None:
    choices = price_order(WHOLE_HOUSE, HOUSE, durand_tariff())
    assert [(offer.label, offer.amount) for offer in choices.packs] == [
        ("Vente maison avant 1949", 480_00),
        ("Électricité et gaz", 659_00),
    ]
    assert choices.units.amount == 678_00
    assert choices.proposed.mode is PriceMode.PACK
    assert typed_offer(450_00, WHOLE_HOUSE, HOUSE).amount == 450_00


@pytest.mark.feature("CREA-09")
def test_a_discount_shows_its_amount_and_the_price_that_is_left() -> None:
    offer = price_order(WHOLE_HOUSE, HOUSE, durand_tariff()).proposed
    by_percent = order_totals(offer, Discount(percent=5_00))
    by_amount = order_totals(offer, Discount(amount=24_00))
    assert (by_percent.discount, by_percent.incl) == (by_amount.discount, by_amount.incl) == (24_00, 456_00)
    assert Discount(percent=5_00).label == "Remise 5\u202f%"


@pytest.mark.feature("CREA-10")
def test_the_systematic_discount_of_the_prescriber_comes_alone_and_says_why() -> None:
    ossau = DiscountRule("Ossau Immobilier", percent=5_00, valid_from=date(2026, 1, 1))
    network = DiscountRule("Réseau Béarn", percent=3_00)
    discount = systematic_discount([ossau, network], TODAY)
    assert discount is not None
    assert discount.automatic
    assert discount.comment == "Remise systématique 5\u202f%, Ossau Immobilier"
    before = systematic_discount([ossau, network], date(2025, 12, 31))
    assert before is not None
    assert before.percent == 3_00, "the network's, when the prescriber's own is not in force"
    assert systematic_discount([], TODAY) is None


@pytest.mark.feature("CREA-10")
def test_a_discount_that_profits_the_agency_itself_is_pointed_out() -> None:
    assert agency_discount_warning(24_00, "owner", ["ossau"]) is None
    assert agency_discount_warning(0, "ossau", ["ossau"]) is None
    assert "intermédiaire de la vente" in (agency_discount_warning(24_00, "ossau", ["ossau"]) or "")


@pytest.mark.feature("SET-05")
def test_a_diagnostic_without_a_price_is_said_and_never_free() -> None:
    choices = price_order(ticked("anc", "plomb"), HOUSE, durand_tariff())
    assert not choices.units.complete
    with pytest.raises(MissingPrices, match="Aucun tarif pour «\u202fAssainissement\u202f»"):
        order_totals(choices.units)
    assert order_totals(typed_offer(300_00, ticked("anc", "plomb"), HOUSE)).incl == 300_00


def test_an_order_with_nothing_ticked_has_no_price() -> None:
    with pytest.raises(NothingToPrice, match="Aucun diagnostic"):
        order_totals(price_order([], HOUSE, durand_tariff()).units)
    with pytest.raises(NothingToPrice):
        typed_offer(100_00, [], HOUSE)


@pytest.mark.feature("SET-05")
def test_a_price_that_waits_for_the_size_says_which() -> None:
    nothing_known = replace(HOUSE, surface=None)
    missing = price_order(ticked("dpe"), nothing_known, durand_tariff()).units.missing
    assert missing[0].sentence.endswith("Indiquez la surface du bien.")
    flat = replace(HOUSE, property_type="flat", rooms=None)
    assert "nombre de pièces" in price_order(ticked("dpe"), flat, durand_tariff()).units.missing[0].sentence


@pytest.mark.feature("SET-05")
@pytest.mark.parametrize(("surface", "price"), [("100", 150_00), ("100.5", 190_00), ("400", 190_00)])
def test_a_bracket_holds_its_upper_end_and_not_its_lower_one(surface: str, price: int) -> None:
    context = replace(HOUSE, surface=Decimal(surface))
    assert price_order(ticked("dpe"), context, durand_tariff()).units.amount == price


@pytest.mark.feature("SET-05")
def test_a_price_of_the_site_of_bayonne_does_not_leak_to_pau() -> None:
    rows = [
        PriceRow(diagnostic="plomb", price=Price(140_00)),
        PriceRow(diagnostic="plomb", price=Price(120_00), site="bayonne"),
    ]
    priced = [
        price_order(ticked("plomb"), replace(HOUSE, site=site), Tariff(rows)).units.amount
        for site in ("pau", "bayonne")
    ]
    assert priced == [140_00, 120_00]


@pytest.mark.feature("SET-05")
def test_prices_typed_ht_and_ttc_meet_in_one_order() -> None:
    incl = price_order(ticked("carrez"), HOUSE, durand_tariff()).units
    excl = price_order(ticked("carrez"), replace(HOUSE, basis=Basis.EXCL), durand_tariff()).units
    assert (incl.amount, excl.amount) == (75_00, 62_50)
    assert order_totals(incl).incl == order_totals(excl).incl


@pytest.mark.feature("SET-05")
def test_additions_are_lines_of_their_own() -> None:
    context = replace(HOUSE, annexes=3, samples=1, evening=True, travel_km=Decimal(10))
    lines = price_order(ticked("amiante"), context, durand_tariff()).units.lines
    assert labels(lines) == ["Amiante", "Dépendance × 2", "Prélèvement", "Soirée"]


@pytest.mark.feature("SET-06")
def test_a_special_pack_replaces_the_general_one_of_the_same_diagnostics() -> None:
    codes = frozenset({"elec", "gaz"})
    packs = [
        Pack(name="Général", diagnostics=codes, price=Price(139_00), minutes=40),
        Pack(name="Réseau", diagnostics=codes, price=Price(149_00), minutes=40, price_list="reseau"),
    ]
    tariff = Tariff(durand_tariff().rows, packs)
    usual = price_order(ticked("elec", "gaz"), HOUSE, tariff)
    special = price_order(ticked("elec", "gaz"), replace(HOUSE, price_lists=("reseau",)), tariff)
    assert labels(usual.packs) == ["Général"]
    assert labels(special.packs) == ["Réseau"]


@pytest.mark.feature("SET-06")
def test_a_pack_asks_for_all_its_diagnostics() -> None:
    assert price_order(WHOLE_HOUSE[:-1], HOUSE, durand_tariff()).packs[0].label == "Électricité et gaz"
    assert price_order(ticked("elec"), HOUSE, durand_tariff()).packs == ()


@pytest.mark.feature("SET-07")
def test_a_discount_beyond_the_profile_is_refused_but_a_rule_of_the_company_is_not() -> None:
    limits = {"office": 5_00, "sales": 10_00}
    limit = limit_of(["office", "sales"], limits)
    assert limit == 10_00
    check_limit(Discount(percent=10_00), 480_00, limit)
    with pytest.raises(DiscountAboveLimit, match="Votre remise maximale est de 10\u202f%"):
        check_limit(Discount(amount=48_01), 480_00, limit)
    check_limit(Discount(percent=20_00, automatic=True), 480_00, limit)
    check_limit(Discount(percent=50_00), 480_00, limit_of(["office", "admin"], limits))


def test_a_discount_is_never_negative_nor_above_the_price() -> None:
    with pytest.raises(NegativeDiscount):
        Discount(amount=-1)
    with pytest.raises(DiscountTooLarge, match="dépasse le prix"):
        order_totals(typed_offer(100_00, WHOLE_HOUSE, HOUSE), Discount(amount=100_01))
    assert order_totals(typed_offer(100_00, WHOLE_HOUSE, HOUSE), Discount(percent=100_00)).incl == 0


@pytest.mark.parametrize(
    ("km", "fee"),
    [("20", 0), ("20.1", 5_00), ("40", 12_00), ("28.34", 5_00), ("33.335", 8_00), ("400", 60_00)],
)
def test_the_travel_fee(km: str, fee: int) -> None:
    rule = TravelRule(per_km=60, free_km=Decimal(20), minimum=5_00, maximum=60_00)
    assert travel_fee(rule, Decimal(km)) == fee


def test_a_fee_for_information_is_not_billed() -> None:
    tariff = replace(durand_tariff(), travel=TravelRule(per_km=60, billed=False))
    far = replace(HOUSE, travel_km=Decimal(80))
    assert labels(price_order(ticked("plomb"), far, tariff).units.lines) == ["Plomb"]


@pytest.mark.parametrize(
    ("postcode", "rate", "mention"),
    [
        ("64000", 20_00, ""),
        ("97110", 8_50, ""),
        ("97200", 8_50, ""),
        ("97300", 0, "art. 294"),
        ("97600", 0, "art. 294"),
    ],
)
def test_the_vat_of_the_place(postcode: str, rate: int, mention: str) -> None:
    regime = vat_regime(postcode)
    assert regime.rate(20_00) == rate
    assert mention in regime.mention


def test_a_company_in_franchise_prints_its_mention() -> None:
    regime = vat_regime("64000", franchise=True)
    assert (regime.rate(20_00), regime.mention) == (0, "TVA non applicable, art. 293 B du CGI")


def test_case_001_in_an_order() -> None:
    rows = [PriceRow(diagnostic=code, price=Price(33_33, Basis.EXCL)) for code in ("elec", "gaz", "plomb")]
    totals = order_totals(
        price_order(ticked("elec", "gaz", "plomb"), replace(HOUSE, basis=Basis.EXCL), Tariff(rows)).units
    )
    assert (totals.excl, totals.vat, totals.incl) == (99_99, 20_00, 119_99)
