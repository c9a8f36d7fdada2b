"""What a company finds on its first day: a catalogue, and an example of prices that it will change."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

import msgspec

from odissee.platform.money import BasisPoints, Money
from odissee.tenants import regulation


@dataclass(frozen=True, slots=True)
class DefaultDiagnostic:
    """Minutes and needs of one diagnostic before the company says otherwise."""

    minutes: int = 0
    certification: str = ""
    mention: bool = False
    machine: bool = False
    transactions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DefaultScale:
    measure: str
    bounds: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class DefaultPack:
    name: str
    diagnostics: tuple[str, ...]
    transaction: str
    property_type: str
    amount: Money
    minutes: int


@dataclass(frozen=True, slots=True)
class DefaultSurcharge:
    kind: str
    label: str
    amount: Money | None = None
    percent: BasisPoints = 0
    included: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class DefaultSettings:
    minimum: Money
    max_discounts: dict[str, BasisPoints]


@dataclass(frozen=True, slots=True)
class CatalogueDefaults:
    """`price[transaction][property type][code]` holds one amount per bracket of the type's scale, tax included."""

    diagnostic: dict[str, DefaultDiagnostic]
    scale: dict[str, DefaultScale]
    price: dict[str, dict[str, dict[str, tuple[Money, ...]]]]
    pack: tuple[DefaultPack, ...]
    surcharge: tuple[DefaultSurcharge, ...]
    settings: DefaultSettings


@cache
def catalogue_defaults() -> CatalogueDefaults:
    """The bundled example, in the order of the file."""
    text = resources.files(__package__).joinpath("data/defaults.toml").read_bytes()
    return msgspec.toml.decode(text, type=CatalogueDefaults, strict=False)


def default_lines() -> list[tuple[regulation.Diagnostic, DefaultDiagnostic]]:
    """Each diagnostic or duty of the rules of law with its usual needs, in the order of `defaults.toml`.

    Documents and plain information are asked for, not sold.
    """
    known, ours = regulation.catalogue(), catalogue_defaults().diagnostic
    sold = [each for each in known.values() if each.kind in ("diagnostic", "duty")]
    order = {code: place for place, code in enumerate(ours)}
    sold.sort(key=lambda each: order.get(each.code, len(order)))
    return [(each, ours.get(each.code, DefaultDiagnostic())) for each in sold]
