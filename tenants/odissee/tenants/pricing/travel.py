from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from odissee.platform.money import BasisPoints, Money


@dataclass(frozen=True, slots=True)
class TravelRule:
    """Cents per kilometre beyond a free radius; `billed` False shows the fee without charging it.

    Amounts are in the basis of the order. Minimum and maximum bear on a fee that is due, never on
    a visit inside the free radius.
    """

    per_km: Money
    free_km: Decimal = Decimal(0)
    minimum: Money = 0
    maximum: Money | None = None
    billed: bool = True
    vat_rate: BasisPoints = 20_00


def travel_fee(rule: TravelRule, km: Decimal) -> Money:
    """The fee of a distance, half cents up."""
    beyond = km - rule.free_km
    if beyond <= 0:
        return 0
    fee = int((beyond * rule.per_km).quantize(Decimal(1), ROUND_HALF_UP))
    fee = max(fee, rule.minimum)
    return fee if rule.maximum is None else min(fee, rule.maximum)
