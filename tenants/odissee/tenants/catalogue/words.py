"""French words of transactions, properties and sizes."""

from decimal import Decimal

from odissee.platform.fields import FieldError, parse_amount
from odissee.platform.french import amount, decimal
from odissee.platform.money import Money
from odissee.tenants.companies import FieldRefused
from odissee.tenants.pricing import Bracket, Measure, SurchargeKind

TRANSACTIONS = {
    "sale": "Vente", "rental": "Location", "seasonal_rental": "Saisonnier", "works": "Travaux", "demolition": "Démolition",
    "common_parts": "Parties communes", "commercial_sale": "Vente de local", "commercial_rental": "Location de local",
}  # fmt: skip
PROPERTY_TYPES = {
    "flat": "Appartement", "house": "Maison", "commercial": "Local", "whole_building": "Immeuble",
    "common_parts": "Parties communes", "land": "Terrain", "annex": "Dépendance",
}  # fmt: skip
MEASURES = {"rooms": "Pièces", "surface": "Surface en m²"}
BASES = {"incl": "TTC", "excl": "HT"}
SURCHARGES = {
    SurchargeKind.ANNEX: "Par dépendance", SurchargeKind.SAMPLE: "Par prélèvement", SurchargeKind.EVENING: "Soirée",
    SurchargeKind.SATURDAY: "Samedi", SurchargeKind.URGENT: "Urgence",
}  # fmt: skip
VAT_RATES = (20_00, 10_00, 5_50, 0)


def bracket_words(bracket: Bracket | None) -> str:
    """« Studio, T1 », « T2 à T3 », « T6 et plus », « 50 à 100 m² »."""
    if bracket is None:
        return "Toutes tailles"
    low, high = _size(bracket.above), _size(bracket.up_to)
    if bracket.measure is Measure.SURFACE:
        if not high:
            return f"Plus de {low} m²" if bracket.above else "Toutes surfaces"
        return f"{low} à {high} m²" if bracket.above else f"Jusqu’à {high} m²"
    first = _size(bracket.above + 1)
    if not high:
        return f"T{first} et plus"
    name = "Studio, T1" if high == "1" else f"T{high}"
    return name if first == high else f"T{first} à {name}"


def _size(bound: Decimal | None) -> str:
    return "" if bound is None else decimal(bound)


def representative(bracket: Bracket) -> Decimal:
    """A size that falls in the bracket."""
    return bracket.up_to if bracket.up_to is not None else bracket.above + 1


def typed_amount(cents: Money) -> str:
    """What stands in a cell: « 120 » or « 62,50 », without a sign."""
    text = amount(cents).removesuffix("\u202f€").removesuffix("\u00a0€")
    return text.removesuffix(",00")


def parse_price(raw: str) -> Money:
    """Cents; a price below zero has its own sentence, and one beyond 100 000 € is a slip of the hand."""
    try:
        cents = parse_amount(raw)
    except FieldError as error:
        if error.key != "error.amount_negative":
            raise
        raise FieldRefused("Un prix ne peut pas être négatif. Pour une baisse, faites une remise.") from None
    if cents > 100_000_00:
        raise FieldRefused("Ce prix dépasse 100 000 €. Vérifiez la virgule.")
    return cents
