"""Plain numbers: years, integers, surfaces, amounts, percentages."""

import re
from decimal import Decimal

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text
from odissee.platform.money import (
    ALL,
    BasisPoints,
    Money,
    TooPreciseAmount,
    UnreadableAmount,
    parse_money,
)

_SQUARE_METRES = re.compile(r"\s*(?:m\s*[²2]|m[èe]tres?\s+carr[ée]s?|mc)\.?$", re.IGNORECASE)


def parse_year(raw: str, *, current_year: int) -> int:
    """Four digits, from 1000 to the current year."""
    text = re.sub(r"\.0+$|\s", "", parse_text(raw, maximum=20))
    if not re.fullmatch(r"[1-9]\d{3}", text) or int(text) > current_year:
        raise FieldError("error.year", current_year=current_year)
    return int(text)


def parse_integer(raw: str, *, minimum: int = 0, maximum: int = 1_000_000) -> int:
    """A whole number; « 1 200 » and « 12,0 » are read."""
    text = re.sub(r"[.,]0+$|\s", "", parse_text(raw, maximum=40)).replace("−", "-")
    if not re.fullmatch(r"[+-]?\d+", text):
        raise FieldError("error.integer")
    value = int(text)
    if not minimum <= value <= maximum:
        raise FieldError("error.integer_range", minimum=minimum, maximum=maximum)
    return value


def parse_surface(raw: str, *, maximum: int = 1_000_000) -> Decimal:
    """Square metres, above zero, at most two decimals."""
    text = _SQUARE_METRES.sub("", parse_text(raw, maximum=40))
    hundredths = _hundredths(text, "error.surface", "error.surface")
    if not 0 < hundredths <= maximum * 100:
        raise FieldError("error.surface")
    return Decimal(hundredths) / 100


def parse_amount(raw: str, *, negative: bool = False) -> Money:
    """Cents of « 1 234,56 € »; below zero only if `negative`."""
    text = re.sub(r"\s*(?:TTC|HT)$", "", parse_text(raw, maximum=40), flags=re.IGNORECASE)
    cents = _hundredths(text, "error.amount", "error.amount_precision")
    if abs(cents) > 100_000_000_00:
        raise FieldError("error.amount")
    if cents < 0 and not negative:
        raise FieldError("error.amount_negative")
    return cents


def parse_percent(raw: str) -> BasisPoints:
    """Basis points of « 5,5 % », from 0 to 100 %."""
    text = re.sub(r"\s*(?:%|pour\s*cent)$", "", parse_text(raw, maximum=40), flags=re.IGNORECASE)
    points = 0 if "€" in text else _hundredths(text, "error.percent", "error.percent")
    if "€" in text or not 0 <= points <= ALL:
        raise FieldError("error.percent")
    return points


def _hundredths(text: str, unreadable: str, precise: str) -> int:
    try:
        return parse_money(text)
    except TooPreciseAmount:
        raise FieldError(precise) from None
    except UnreadableAmount:
        raise FieldError(unreadable) from None
