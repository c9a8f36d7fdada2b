"""What a company sets, and what an order asks: the inputs of every computation of this package."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from odissee.platform.money import BasisPoints, Money, from_excl, from_incl
from odissee.tenants.pricing.pack_rule import PackRule
from odissee.tenants.pricing.travel import TravelRule
from odissee.tenants.pricing.vat import VatRegime


class Basis(StrEnum):
    """Whether amounts are before tax (HT) or with it (TTC)."""

    EXCL = "excl"
    INCL = "incl"


@dataclass(frozen=True, slots=True)
class Price:
    """An amount as it was typed in the settings."""

    amount: Money
    basis: Basis = Basis.INCL

    def in_basis(self, basis: Basis, rate: BasisPoints) -> Money:
        """The same price in the basis of an order, rounded once."""
        if self.basis is basis:
            return self.amount
        if basis is Basis.INCL:
            return from_excl(self.amount, rate).incl
        return from_incl(self.amount, rate).excl


class Measure(StrEnum):
    """What the size brackets of a price count."""

    ROOMS = "rooms"
    SURFACE = "surface"


@dataclass(frozen=True, slots=True)
class Bracket:
    """Sizes above `above`, up to and including `up_to` (None: without end); rooms or square metres."""

    measure: Measure
    above: Decimal = Decimal(0)
    up_to: Decimal | None = None

    def holds(self, size: Decimal) -> bool:
        """Whether a size falls in it."""
        return self.above < size and (self.up_to is None or size <= self.up_to)

    @property
    def width(self) -> Decimal:
        """To prefer the narrower of two."""
        return (self.up_to if self.up_to is not None else Decimal(10**9)) - self.above


@dataclass(frozen=True, slots=True)
class PricedItem:
    """A diagnostic of the catalogue: its mainland VAT rate and its usual minutes."""

    code: str
    label: str
    vat_rate: BasisPoints = 20_00
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class PriceContext:
    """All that the price of an order depends on, beyond its diagnostics.

    `price_lists` are the special lists that apply, the nearest first: the prescriber's own, its main
    account's, its network's.
    """

    on: date
    transaction: str
    property_type: str
    rooms: int | None = None
    surface: Decimal | None = None
    site: str | None = None
    price_lists: tuple[str, ...] = ()
    annexes: int = 0
    samples: int = 0
    evening: bool = False
    saturday: bool = False
    urgent: bool = False
    travel_km: Decimal | None = None
    basis: Basis = Basis.INCL
    vat: VatRegime = field(default_factory=VatRegime)

    def size(self, measure: Measure) -> Decimal | None:
        """The size in rooms or square metres, None when nobody typed it."""
        if measure is Measure.SURFACE:
            return self.surface
        return None if self.rooms is None else Decimal(self.rooms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When a price applies; None means any. Both dates are included."""

    transaction: str | None = None
    property_type: str | None = None
    bracket: Bracket | None = None
    site: str | None = None
    price_list: str | None = None
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow(Conditions):
    """One cell of the grid; `minutes` None keeps those of the catalogue."""

    diagnostic: str
    price: Price
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(Conditions):
    """One price for a set of diagnostics; others ticked beside it are priced one by one."""

    name: str
    diagnostics: frozenset[str]
    price: Price
    minutes: int
    vat_rate: BasisPoints = 20_00


class SurchargeKind(StrEnum):
    """What a surcharge is for."""

    ANNEX = "annex"
    SAMPLE = "sample"
    EVENING = "evening"
    SATURDAY = "saturday"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge(Conditions):
    """An addition per annex or sample beyond `included`, or once: a price, or a percentage of the services."""

    kind: SurchargeKind
    label: str
    price: Price | None = None
    percent: BasisPoints = 0
    included: int = 0
    minutes: int = 0
    vat_rate: BasisPoints = 20_00


@dataclass(frozen=True, slots=True)
class Tariff:
    """Everything that the company has set; `minimum` is the least sum of unit prices, discounts apart."""

    rows: Sequence[PriceRow] = ()
    packs: Sequence[Pack] = ()
    surcharges: Sequence[Surcharge] = ()
    minimum: Price | None = None
    travel: TravelRule | None = None
    pack_rule: PackRule = PackRule.BEST_PRICE
