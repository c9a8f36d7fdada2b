"""An offer: one of the three ways to price an order, before discount."""

from dataclasses import dataclass
from enum import StrEnum

from odissee.platform.money import BasisPoints, Money
from odissee.tenants.pricing.grid import MissingPrice
from odissee.tenants.pricing.tariff import Basis


class PriceMode(StrEnum):
    """How the price was made."""

    PACK = "pack"
    UNITS = "units"
    TYPED = "typed"


class LineKind(StrEnum):
    """What a line is for."""

    DIAGNOSTIC = "diagnostic"
    PACK = "pack"
    TYPED = "typed"
    MINIMUM = "minimum"
    SURCHARGE = "surcharge"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One amount in the basis of the order; travel is a cost passed on, and bears no discount."""

    kind: LineKind
    label: str
    amount: Money
    vat_rate: BasisPoints
    minutes: int = 0
    diagnostics: tuple[str, ...] = ()

    @property
    def discountable(self) -> bool:
        """Whether a discount applies to it."""
        return self.kind is not LineKind.TRAVEL


@dataclass(frozen=True, slots=True)
class Offer:
    """Lines of one mode; with `missing`, it may be shown but not sold."""

    mode: PriceMode
    label: str
    basis: Basis
    lines: tuple[OfferLine, ...]
    missing: tuple[MissingPrice, ...] = ()

    @property
    def amount(self) -> Money:
        """The price before discount, in the basis of the order."""
        return sum(line.amount for line in self.lines)

    @property
    def minutes(self) -> int:
        """Estimated time on site, travel excluded."""
        return sum(line.minutes for line in self.lines)

    @property
    def complete(self) -> bool:
        """Whether every diagnostic has a price."""
        return not self.missing and bool(self.lines)


@dataclass(frozen=True, slots=True)
class PriceChoices:
    """What point 1 of the order shows: packs from the best, the sum of unit prices, and the one ticked at first."""

    packs: tuple[Offer, ...]
    units: Offer
    proposed: Offer


def main_rate(lines: tuple[OfferLine, ...]) -> BasisPoints:
    """The VAT rate of the dearest line: the one that an addition follows."""
    return max(lines, key=lambda line: (line.amount, line.vat_rate)).vat_rate
