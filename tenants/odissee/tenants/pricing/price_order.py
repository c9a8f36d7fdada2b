from collections.abc import Sequence

from odissee.platform.french import count
from odissee.platform.money import Money, share
from odissee.tenants.pricing.errors import NothingToPrice
from odissee.tenants.pricing.grid import MissingPrice, UnitPrice, unit_price
from odissee.tenants.pricing.offers import LineKind, Offer, OfferLine, PriceChoices, PriceMode, main_rate
from odissee.tenants.pricing.packs import best_first, matching_packs, propose
from odissee.tenants.pricing.surcharges import surcharge_lines
from odissee.tenants.pricing.tariff import Pack, PriceContext, PricedItem, Tariff
from odissee.tenants.pricing.travel import travel_fee


def price_order(items: Sequence[PricedItem], context: PriceContext, tariff: Tariff) -> PriceChoices:
    """Every price that the tariff gives to these diagnostics, and the one to propose."""
    units = _units_offer(items, context, tariff)
    packs = best_first(
        [_pack_offer(pack, items, context, tariff) for pack in matching_packs(items, context, tariff.packs)]
    )
    return PriceChoices(packs, units, propose(tariff.pack_rule, packs, units))


def typed_offer(amount: Money, items: Sequence[PricedItem], context: PriceContext) -> Offer:
    """A price typed by hand, in the basis of the order: it is the whole price, surcharges and travel included.

    With several VAT rates, each takes a part in proportion to its number of diagnostics.
    """
    if not items:
        raise NothingToPrice
    codes: dict[int, list[str]] = {}
    for item in sorted(items, key=lambda item: item.code):
        codes.setdefault(context.vat.rate(item.vat_rate), []).append(item.code)
    rates = sorted(codes)
    parts = share(amount, [len(codes[rate]) for rate in rates])
    minutes = sum(item.minutes for item in items)
    lines = tuple(
        OfferLine(LineKind.TYPED, "Diagnostics", part, rate, 0 if index else minutes, tuple(codes[rate]))
        for index, (rate, part) in enumerate(zip(rates, parts, strict=True))
    )
    return Offer(PriceMode.TYPED, "Montant saisi", context.basis, lines)


def _units_offer(items: Sequence[PricedItem], context: PriceContext, tariff: Tariff) -> Offer:
    services, missing = _unit_lines(items, context, tariff)
    services = (*services, *_minimum_line(services, context, tariff))
    label = f"{count(len(items), 'diagnostic')} à l’unité"
    lines = _with_additions(services, context, tariff)
    return Offer(PriceMode.UNITS, label, context.basis, lines, missing)


def _pack_offer(pack: Pack, items: Sequence[PricedItem], context: PriceContext, tariff: Tariff) -> Offer:
    rate = context.vat.rate(pack.vat_rate)
    price = pack.price.in_basis(context.basis, rate)
    codes = tuple(item.code for item in items if item.code in pack.diagnostics)
    line = OfferLine(LineKind.PACK, f"Pack «\u202f{pack.name}\u202f»", price, rate, pack.minutes, codes)
    rest, missing = _unit_lines([item for item in items if item.code not in codes], context, tariff)
    return Offer(
        PriceMode.PACK, pack.name, context.basis, _with_additions((line, *rest), context, tariff), missing
    )


def _unit_lines(
    items: Sequence[PricedItem], context: PriceContext, tariff: Tariff
) -> tuple[tuple[OfferLine, ...], tuple[MissingPrice, ...]]:
    found = [unit_price(item, context, tariff.rows) for item in items]
    lines = tuple(
        OfferLine(LineKind.DIAGNOSTIC, p.item.label, p.amount, p.vat_rate, p.minutes, (p.item.code,))
        for p in found
        if isinstance(p, UnitPrice)
    )
    return lines, tuple(price for price in found if isinstance(price, MissingPrice))


def _minimum_line(
    services: tuple[OfferLine, ...], context: PriceContext, tariff: Tariff
) -> tuple[OfferLine, ...]:
    if tariff.minimum is None or not services:
        return ()
    rate = main_rate(services)
    gap = tariff.minimum.in_basis(context.basis, rate) - sum(line.amount for line in services)
    return (OfferLine(LineKind.MINIMUM, "Complément au prix minimum", gap, rate),) if gap > 0 else ()


def _with_additions(
    services: tuple[OfferLine, ...], context: PriceContext, tariff: Tariff
) -> tuple[OfferLine, ...]:
    return (*services, *surcharge_lines(services, context, tariff), *_travel_line(services, context, tariff))


def _travel_line(
    services: tuple[OfferLine, ...], context: PriceContext, tariff: Tariff
) -> tuple[OfferLine, ...]:
    rule = tariff.travel
    if rule is None or not rule.billed or context.travel_km is None or not services:
        return ()
    fee = travel_fee(rule, context.travel_km)
    rate = context.vat.rate(rule.vat_rate)
    return (OfferLine(LineKind.TRAVEL, "Frais kilométriques", fee, rate),) if fee else ()
