from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from odissee.platform.money import BasisPoints

MAINLAND: Mapping[BasisPoints, BasisPoints] = MappingProxyType({})
ANTILLES_REUNION = MappingProxyType({20_00: 8_50, 10_00: 2_10, 5_50: 2_10})
"""Guadeloupe, Martinique, La Réunion: 8.5 and 2.1 % (CGI art. 296)."""

_REDUCED = ("971", "972", "974")
_UNTAXED = ("973", "976")
"""Guyane and Mayotte, where VAT does not apply (CGI art. 294)."""


@dataclass(frozen=True, slots=True)
class VatRegime:
    """The rates of one order; `mention` is what its documents must print, empty if nothing."""

    rates: Mapping[BasisPoints, BasisPoints] = field(default_factory=lambda: MAINLAND)
    untaxed: bool = False
    mention: str = ""

    def rate(self, mainland: BasisPoints) -> BasisPoints:
        """The rate that stands for a mainland rate."""
        return 0 if self.untaxed else self.rates.get(mainland, mainland)


def vat_regime(property_postcode: str, *, franchise: bool = False) -> VatRegime:
    """The regime of an order: the place of the property decides (CGI art. 259 A, 2°), unless the company is exempt."""
    if franchise:
        return VatRegime(untaxed=True, mention="TVA non applicable, art. 293 B du CGI")
    department = property_postcode[:3]
    if department in _UNTAXED:
        return VatRegime(untaxed=True, mention="TVA non applicable, art. 294 du CGI")
    return VatRegime(ANTILLES_REUNION) if department in _REDUCED else VatRegime()
