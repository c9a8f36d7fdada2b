from collections.abc import Sequence

from odissee.platform.errors import OdisseeError
from odissee.platform.french import amount, percent_bp
from odissee.platform.money import BasisPoints, Money


class PricingError(OdisseeError):
    """A price cannot be made; `str()` says why and what to do."""


class NothingToPrice(PricingError):
    """An order without a diagnostic has no price, not even zero."""

    title = "Aucun diagnostic n’est coché. Cochez-en au moins un au point 1."


class MissingPrices(PricingError):
    """At least one diagnostic has no price in this context."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))


class DiscountTooLarge(PricingError):
    """The discount is worth more than what it applies to."""

    def __init__(self, discount: Money, price: Money) -> None:
        super().__init__(f"La remise de {amount(discount)} dépasse le prix de {amount(price)}. Réduisez-la.")


class NegativeDiscount(PricingError):
    """A discount below zero would be a hidden rise."""

    def __init__(self) -> None:
        super().__init__(
            "Une remise ne peut pas être négative. Pour augmenter le prix, saisissez un montant."
        )


class DiscountAboveLimit(PricingError):
    """The discount is beyond what the person's profile allows."""

    def __init__(self, limit: BasisPoints) -> None:
        self.limit = limit
        super().__init__(
            f"Votre remise maximale est de {percent_bp(limit)}. "
            "Réduisez-la ou demandez l’accord d’un administrateur."
        )
