"""Money is an integer number of cents, written `149_00`; nothing here touches a float.

VAT follows EN 16931 (BR-CO-17): base of each rate × rate, rounded once, half away from zero,
then shared among the lines by largest remainder, so that lines always add up to the document.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

type Money = int
type BasisPoints = int

ALL = 100_00
"""One hundred percent, in basis points."""

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009’']+")
_CURRENCY = re.compile(r"(€|eur|euros?)$", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<units>\d*)(?:[.,](?P<cents>\d*))?")


class UnreadableAmount(ValueError):
    """The text is not an amount."""


class TooPreciseAmount(ValueError):
    """The text has more than two decimals; « 1.234 » is one of them, since it could mean two amounts."""


def parse_money(text: str) -> Money:
    """Cents of « 1 234,56 », « 1.234,56 € », « 1234.56 » or « −12 »; the last separator is the decimal one."""
    compact = _CURRENCY.sub("", _SPACES.sub("", text)).replace("−", "-").replace("–", "-")
    match = _PLAIN.fullmatch(_without_thousands(compact))
    if match is None or not (match["units"] or match["cents"]):
        raise UnreadableAmount(text)
    decimals = match["cents"] or ""
    if len(decimals.rstrip("0")) > 2 or len(decimals) == 3:
        raise TooPreciseAmount(text)
    cents = int(match["units"] or "0") * 100 + int(decimals.rstrip("0").ljust(2, "0"))
    return -cents if match["sign"] == "-" else cents


def _without_thousands(text: str) -> str:
    """« 1.234,56 » and « 1,234.56 » → one decimal separator; « 1.234.567 » → none."""
    if "." in text and "," in text:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
        return _ungroup(text, "." if decimal == "," else ",")
    for separator in ".,":
        if text.count(separator) > 1:
            return _ungroup(text, separator)
    return text


def _ungroup(text: str, separator: str) -> str:
    group = re.escape(separator)
    if not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{group}\d{{3}})+(?:[.,]\d*)?", text):
        return "unreadable"
    return text.replace(separator, "")


def divide(numerator: int, denominator: int) -> int:
    """Integer division rounded half away from zero, so that a credit note mirrors its invoice."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def percent_of(amount: Money, rate: BasisPoints) -> Money:
    """`rate` of `amount`, rounded once."""
    return divide(amount * rate, ALL)


def share(total: Money, weights: Sequence[int]) -> list[Money]:
    """Parts of `total` in proportion to `weights` (none negative), summing exactly to it.

    The cents that rounding leaves go to the largest remainders; on a tie, to the first in order.
    """
    whole = sum(weights)
    if any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative")
    if not weights:
        if total:
            raise ValueError("nothing to share the amount among")
        return []
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    size, sign = abs(total), -1 if total < 0 else 1
    parts = [size * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(size * weights[i] % whole))
    for index in by_remainder[: size - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def split_equally(total: Money, count: int) -> list[Money]:
    """`count` instalments summing to `total`; the odd cents always sit on the last ones."""
    if count < 1:
        raise ValueError("at least one part")
    return share(total, [1] * count)[::-1]


@dataclass(frozen=True, slots=True)
class Taxed:
    """An amount before tax and its VAT; `incl` is exactly their sum."""

    excl: Money
    vat: Money

    @property
    def incl(self) -> Money:
        """The amount that the payer owes."""
        return self.excl + self.vat


def from_excl(amount: Money, rate: BasisPoints) -> Taxed:
    """Add VAT to an amount HT."""
    return Taxed(amount, percent_of(amount, rate))


def from_incl(amount: Money, rate: BasisPoints) -> Taxed:
    """Take VAT out of an amount TTC, which is kept to the cent: HT is rounded, VAT is the rest.

    Some TTC amounts (0,03 € at 20 %) are no HT plus its rounded VAT: there VAT is one cent from
    base × rate, within the tolerance of EN 16931 validators.
    """
    excl = divide(amount * ALL, ALL + rate)
    return Taxed(excl, amount - excl)


def vat_per_rate(lines: Iterable[tuple[Money, BasisPoints]]) -> dict[BasisPoints, Taxed]:
    """Base and VAT of each rate, for lines (HT, rate); rates in ascending order."""
    return {rate: from_excl(base, rate) for rate, base in _sums(lines).items()}


def taken_from_incl(lines: Iterable[tuple[Money, BasisPoints]]) -> dict[BasisPoints, Taxed]:
    """The same for lines (TTC, rate): the document keeps its TTC."""
    return {rate: from_incl(total, rate) for rate, total in _sums(lines).items()}


def _sums(lines: Iterable[tuple[Money, BasisPoints]]) -> dict[BasisPoints, Money]:
    sums: dict[BasisPoints, Money] = {}
    for amount, rate in lines:
        sums[rate] = sums.get(rate, 0) + amount
    return dict(sorted(sums.items()))


def share_over_lines(
    lines: Sequence[tuple[Money, BasisPoints]], totals: Mapping[BasisPoints, Money]
) -> list[Money]:
    """Spread one total per rate (its VAT, its HT) over the lines of that rate, in their order."""
    parts = [0] * len(lines)
    for rate, total in totals.items():
        places = [index for index, (_, line_rate) in enumerate(lines) if line_rate == rate]
        shared = _share_signed(total, [lines[index][0] for index in places])
        for index, part in zip(places, shared, strict=True):
            parts[index] = part
    return parts


def _share_signed(total: Money, amounts: Sequence[Money]) -> list[Money]:
    """As `share`, for amounts of both signs (a discount among articles): the gap goes to the largest."""
    whole = sum(amounts)
    if all(amount >= 0 for amount in amounts) or all(amount <= 0 for amount in amounts):
        return share(total, [abs(amount) for amount in amounts])
    parts = [divide(total * amount, whole) if whole else 0 for amount in amounts]
    largest = max(range(len(amounts)), key=lambda index: abs(amounts[index]))
    parts[largest] += total - sum(parts)
    return parts
