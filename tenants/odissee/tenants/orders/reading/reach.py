"""Phones and mails in any writing, spelled out numbers included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PHONE = re.compile(
    r"(?<![\d/.])(?:(?:\+|00) ?33 ?(?:\(0\) ?)?([1-9])|0 ?([1-9]))((?:[ .\-/]?\d{2}){4})(?!\d)"
)
MAIL = re.compile(r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}")
_UNITS = {
    "zero": 0, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "o": 0,
}  # fmt: skip
_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_SPOKEN = re.compile(rf"(?<!\w)zero[ \-,]+(?:(?:{_WORD}|vingts|et)[ \-,.]*){{4,24}}(?!\w)")


@dataclass(frozen=True, slots=True)
class Number:
    """`digits` are the ten of a French number; `label` mobile, fixed or empty."""

    digits: str
    start: int
    end: int
    label: str = ""


def numbers(small: str) -> Iterator[Number]:
    """Every phone of the text, fax left out."""
    for found in _PHONE.finditer(small):
        before = small[max(0, found.start() - 14) : found.start()]
        if re.search(r"fax\s*:?\s*$|siret\s*:?\s*$", before):
            continue
        digits = "0" + (found[1] or found[2]) + re.sub(r"\D", "", found[3])
        yield Number(digits, found.start(), found.end(), _label(before))
    for found in _SPOKEN.finditer(small):
        digits = spoken(found[0])
        if len(digits) == 10:
            yield Number(digits, found.start(), found.start() + len(found[0].rstrip(" ,.-")))


def _label(before: str) -> str:
    if re.search(r"(?:mob\w*|port\w*|gsm|cell?\w*)\.?\s*:?\s*$", before):
        return "mobile"
    return (
        "fixed" if re.search(r"(?:fixe|std|standard|bureau|bur|accueil|domicile)\.?\s*:?\s*$", before) else ""
    )


def spoken(words: str) -> str:
    """« zéro six douze trente-quatre » → 061234: tens take the unit that follows them."""
    out, total = "", -1
    for word in re.findall(r"[a-z]+", words):
        if word == "et":
            continue
        value = 20 if word == "vingts" else _UNITS[word]
        if value == 20 and total == 4 and out.endswith(""):
            total = 80
        elif (
            total in (60, 80)
            and 0 < value < 20
            or total in (20, 30, 40, 50)
            and 0 < value < 10
            or total in (70, 90)
            and value in (7, 8, 9)
            or total == 10
            and value in (7, 8, 9)
            or total in (70, 90)
            and 0 < value < 10
        ):
            total += value
        else:
            out, total = out + _said(total), value
    return out + _said(total)


def _said(total: int) -> str:
    return "" if total < 0 else str(total)
