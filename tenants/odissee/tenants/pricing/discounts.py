"""Discounts: typed, or systematic for a business bringer; their limit, and the warning of rules on independence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from odissee.platform.french import amount as shown_amount
from odissee.platform.french import percent_bp
from odissee.platform.money import ALL, BasisPoints, Money, percent_of
from odissee.tenants.pricing.errors import DiscountAboveLimit, DiscountTooLarge, NegativeDiscount


@dataclass(frozen=True, slots=True)
class Discount:
    """A percentage, or an amount in the basis of the order; `automatic` when a rule gave it and no person."""

    percent: BasisPoints = 0
    amount: Money = 0
    comment: str = ""
    automatic: bool = False

    def __post_init__(self) -> None:
        if self.percent < 0 or self.amount < 0:
            raise NegativeDiscount
        if self.percent and self.amount:
            raise ValueError("a discount is a percentage or an amount, not both")

    def of(self, price: Money) -> Money:
        """What it takes off a price: never below zero, refused above the price."""
        cut = percent_of(price, self.percent) if self.percent else self.amount
        if cut > price or self.percent > ALL:
            raise DiscountTooLarge(cut, price)
        return cut

    @property
    def label(self) -> str:
        """« Remise 5 % » or « Remise 20,00 € »."""
        return f"Remise {percent_bp(self.percent) if self.percent else shown_amount(self.amount)}"


@dataclass(frozen=True, slots=True)
class DiscountRule:
    """The systematic discount of a prescriber, its main account or its network, between two dates included."""

    beneficiary: str
    percent: BasisPoints = 0
    amount: Money = 0
    valid_from: date = date.min
    valid_to: date = date.max


def systematic_discount(rules: Iterable[DiscountRule], on: date) -> Discount | None:
    """The first rule in force, the nearest to the prescriber being given first, with the comment that says why."""
    for rule in rules:
        if rule.valid_from <= on <= rule.valid_to and (rule.percent or rule.amount):
            worth = percent_bp(rule.percent) if rule.percent else shown_amount(rule.amount)
            comment = f"Remise systématique {worth}, {rule.beneficiary}"
            return Discount(rule.percent, rule.amount, comment, automatic=True)
    return None


def limit_of(profiles: Iterable[str], limits: Mapping[str, BasisPoints]) -> BasisPoints | None:
    """The largest discount that the profiles of a person allow; None when one of them has no limit."""
    found = [limits.get(profile) for profile in profiles]
    return None if None in found else max((limit for limit in found if limit is not None), default=0)


def check_limit(discount: Discount, price: Money, limit: BasisPoints | None) -> None:
    """Raise `DiscountAboveLimit` when a person gives more than allowed; a rule of the company has no limit."""
    if limit is None or discount.automatic:
        return
    if discount.of(price) > percent_of(price, limit):
        raise DiscountAboveLimit(limit)


def agency_discount_warning(discount: Money, payer: object, intermediaries: Iterable[object]) -> str | None:
    """What to say when the payer is also an agency that sells or lets the property; None otherwise.

    A discount to the client is free. One that profits the intermediary may be read as an advantage,
    which the law forbids (loi du 2 janvier 1970; CCH R.271-3): the decision and its reason are kept.
    """
    if discount <= 0 or payer not in set(intermediaries):
        return None
    return (
        "Ce payeur est aussi l’intermédiaire de la vente. "
        "Une remise peut être lue comme un avantage\u00a0: notez votre décision."
    )
