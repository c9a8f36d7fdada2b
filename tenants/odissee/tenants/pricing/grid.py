from collections.abc import Sequence
from dataclasses import dataclass

from odissee.platform.money import BasisPoints, Money
from odissee.tenants.pricing.conditions import applies, could_apply, most_precise
from odissee.tenants.pricing.tariff import Measure, PriceContext, PricedItem, PriceRow


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """The price of one diagnostic alone, in the basis of the order."""

    item: PricedItem
    amount: Money
    vat_rate: BasisPoints
    minutes: int


@dataclass(frozen=True, slots=True)
class MissingPrice:
    """No row of the grid fits; `needs` is the size that would let one fit."""

    item: PricedItem
    needs: Measure | None = None

    @property
    def sentence(self) -> str:
        """« Aucun tarif pour « Amiante ». … »"""
        cure = {
            None: "Ajoutez-le aux tarifs ou saisissez un montant.",
            Measure.SURFACE: "Indiquez la surface du bien.",
            Measure.ROOMS: "Indiquez le nombre de pièces.",
        }[self.needs]
        return f"Aucun tarif pour «\u202f{self.item.label}\u202f». {cure}"


def unit_price(item: PricedItem, context: PriceContext, rows: Sequence[PriceRow]) -> UnitPrice | MissingPrice:
    """The price of the most precise row for this diagnostic."""
    candidates = [row for row in rows if row.diagnostic == item.code and could_apply(row, context)]
    row = most_precise((row for row in candidates if applies(row, context)), context)
    if row is None:
        return MissingPrice(item, _size_needed(candidates, context))
    rate = context.vat.rate(item.vat_rate)
    minutes = item.minutes if row.minutes is None else row.minutes
    return UnitPrice(item, row.price.in_basis(context.basis, rate), rate, minutes)


def _size_needed(candidates: Sequence[PriceRow], context: PriceContext) -> Measure | None:
    unknown = [
        row.bracket.measure for row in candidates if row.bracket and context.size(row.bracket.measure) is None
    ]
    return unknown[0] if unknown else None
