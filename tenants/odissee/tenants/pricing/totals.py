from collections.abc import Sequence
from dataclasses import dataclass

from odissee.platform.money import (
    BasisPoints,
    Money,
    Taxed,
    share,
    share_over_lines,
    taken_from_incl,
    vat_per_rate,
)
from odissee.tenants.pricing.discounts import Discount
from odissee.tenants.pricing.errors import MissingPrices, NothingToPrice
from odissee.tenants.pricing.offers import Offer, OfferLine
from odissee.tenants.pricing.tariff import Basis


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line with its part of the discount and of the VAT; `taxed` is after discount."""

    offer: OfferLine
    discount: Money
    taxed: Taxed


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """The sums of an order, exact to the cent: lines add up to them, and `excl + vat = incl`.

    `gross` and `discount` are in the basis of the order.
    """

    basis: Basis
    lines: tuple[OrderLine, ...]
    gross: Money
    discount: Money
    discount_comment: str
    per_rate: tuple[tuple[BasisPoints, Taxed], ...]
    minutes: int

    @property
    def excl(self) -> Money:
        """Total HT."""
        return sum(taxed.excl for _, taxed in self.per_rate)

    @property
    def vat(self) -> Money:
        """Total VAT."""
        return sum(taxed.vat for _, taxed in self.per_rate)

    @property
    def incl(self) -> Money:
        """Total TTC."""
        return self.excl + self.vat


def order_totals(offer: Offer, discount: Discount | None = None) -> OrderTotals:
    """Totals of an offer; raises `NothingToPrice`, `MissingPrices` or `DiscountTooLarge`.

    VAT is computed once per rate on what is left after discount, then shared among the lines. The
    discount is shared among the rates first, so that the order of lines never changes a total.
    """
    if offer.missing:
        raise MissingPrices([price.sentence for price in offer.missing])
    if not offer.lines:
        raise NothingToPrice
    base = sum(line.amount for line in offer.lines if line.discountable)
    cut = discount.of(base) if discount is not None else 0
    cuts = _spread(offer.lines, cut)
    nets = [(line.amount - part, line.vat_rate) for line, part in zip(offer.lines, cuts, strict=True)]
    per_rate, taxed = _taxed(nets, offer.basis)
    lines = tuple(OrderLine(*row) for row in zip(offer.lines, cuts, taxed, strict=True))
    comment = discount.comment if discount is not None else ""
    return OrderTotals(offer.basis, lines, offer.amount, cut, comment, per_rate, offer.minutes)


def _spread(lines: Sequence[OfferLine], cut: Money) -> list[Money]:
    """The part of the discount that each line bears."""
    weights = [(line.amount if line.discountable else 0, line.vat_rate) for line in lines]
    rates = sorted({rate for _, rate in weights})
    sums = [sum(amount for amount, line_rate in weights if line_rate == rate) for rate in rates]
    if not cut:
        return [0] * len(lines)
    return share_over_lines(weights, dict(zip(rates, share(cut, sums), strict=True)))


def _taxed(
    nets: Sequence[tuple[Money, BasisPoints]], basis: Basis
) -> tuple[tuple[tuple[BasisPoints, Taxed], ...], list[Taxed]]:
    totals = vat_per_rate(nets) if basis is Basis.EXCL else taken_from_incl(nets)
    vats = share_over_lines(nets, {rate: taxed.vat for rate, taxed in totals.items()})
    lines = [
        Taxed(net if basis is Basis.EXCL else net - vat, vat)
        for (net, _), vat in zip(nets, vats, strict=True)
    ]
    return tuple(totals.items()), lines
