"""Reads `worked_examples.toml`, for the tests and for the help."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from odissee.platform.money import Money
from odissee.tenants.pricing.discounts import Discount
from odissee.tenants.pricing.offers import Offer, PriceChoices, PriceMode
from odissee.tenants.pricing.pack_rule import PackRule
from odissee.tenants.pricing.price_order import price_order, typed_offer
from odissee.tenants.pricing.tariff import PriceContext, PricedItem, Tariff
from odissee.tenants.pricing.totals import OrderTotals, order_totals
from odissee.tenants.pricing.vat import vat_regime

_ORDERED_ON = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the example comes to; `proposed` is the mode that would be ticked at first."""

    gross: Money
    discount: Money
    excl: Money
    vat: Money
    incl: Money
    minutes: int
    proposed: PriceMode | None = None


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One order and its price, in words that anyone can check with a pencil."""

    title: str
    ticked: tuple[str, ...]
    context: dict[str, Any]
    mode: PriceMode
    expected: Expected
    typed: Money = 0
    discount: Discount | None = None
    pack_rule: PackRule = PackRule.BEST_PRICE
    postcode: str = "64000"
    franchise: bool = False

    def order(self) -> PriceContext:
        """The context of the order, dated 24 November 2026 unless said otherwise."""
        context = msgspec.convert({"on": _ORDERED_ON, **self.context}, PriceContext)
        return replace(context, vat=vat_regime(self.postcode, franchise=self.franchise))

    def choices(self) -> PriceChoices:
        """Every price that the tariff of Durand gives."""
        return price_order(self.items(), self.order(), replace(durand_tariff(), pack_rule=self.pack_rule))

    def items(self) -> list[PricedItem]:
        """The diagnostics that are ticked."""
        by_code = {item.code: item for item in _file().items}
        return [by_code[code] for code in self.ticked]

    def offer(self) -> Offer:
        """The offer of the mode chosen."""
        if self.mode is PriceMode.TYPED:
            return typed_offer(self.typed, self.items(), self.order())
        choices = self.choices()
        return choices.packs[0] if self.mode is PriceMode.PACK else choices.units

    def totals(self) -> OrderTotals:
        """The totals to compare with what is expected."""
        return order_totals(self.offer(), self.discount)


@dataclass(frozen=True, slots=True)
class _File:
    items: tuple[PricedItem, ...]
    tariff: Tariff
    example: tuple[WorkedExample, ...]


@cache
def _file() -> _File:
    text = resources.files(__package__).joinpath("worked_examples.toml").read_bytes()
    return msgspec.toml.decode(text, type=_File)


def worked_examples() -> tuple[WorkedExample, ...]:
    """Every example, in the order of the file."""
    return _file().example


def durand_tariff() -> Tariff:
    """The tariff that the examples share."""
    return _file().tariff


def durand_items() -> tuple[PricedItem, ...]:
    """The diagnostics that the examples price."""
    return _file().items
