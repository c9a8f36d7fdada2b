from decimal import Decimal

from odissee.platform.french.typography import NNBSP
from odissee.platform.money import BasisPoints, Money

_MINUS = "−"


def number(value: int) -> str:
    """« 12 345 »; years, postcodes and document numbers must not pass here."""
    grouped = f"{abs(value):,}".replace(",", NNBSP)
    return f"{_MINUS if value < 0 else ''}{grouped}"


def amount(cents: Money, *, sign: bool = False) -> str:
    """« 1 234,56 € »; with `sign`, « +12,00 € »."""
    units, rest = divmod(abs(cents), 100)
    lead = _MINUS if cents < 0 else "+" if sign and cents else ""
    return f"{lead}{number(units)},{rest:02d}{NNBSP}€"


def decimal(value: Decimal, *, places: int | None = None) -> str:
    """« 62,5 »; trailing zeros go unless `places` fixes their number."""
    text = f"{abs(value):f}" if places is None else f"{abs(value):.{places}f}"
    units, _, rest = text.partition(".")
    rest = rest.rstrip("0") if places is None else rest
    lead = _MINUS if value < 0 else ""
    return f"{lead}{number(int(units))}{',' + rest if rest else ''}"


def percent_bp(rate: BasisPoints) -> str:
    """« 5,5 % » for 550 basis points."""
    return f"{decimal(Decimal(rate) / 100)}{NNBSP}%"
