"""Columns guessed from their heading and from what stands beneath."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from odissee.platform.french import fold
from odissee.tenants.imports.targets import IGNORED, TARGETS, Target

SURE, LIKELY = 0.85, 0.5
SAMPLE = 200
EMPTY = frozenset(
    [
        "client",
        "clients",
        "cli",
        "clt",
        "du",
        "de",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "un",
        "value",
        "bureau",
        "domicile",
        "interne",
        "contact",
        "siege",
        "sociale",
        "business",
        "home",
    ]
)
"""Words of a heading that do not say what the column holds."""
TYPED = ("email", "mobile", "phone", "postcode", "siret", "vat_number", "iban")
"""Targets whose content proves or disproves the heading."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a column goes: `certainty` from 0 to 1, '' as key when it is left out or unknown."""

    key: str
    certainty: float

    @property
    def word(self) -> str:
        return "sure" if self.certainty >= SURE else "likely" if self.certainty >= LIKELY else "unknown"


def guess_columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Guess]:
    """One guess per column; a target is given once, to the column that suits it best.

    A second column of telephone numbers goes to the other kind of telephone.
    """
    scores = [_scores(heading, _cells(rows, place)) for place, heading in enumerate(headings)]
    order = sorted(
        ((score, -place, key) for place, found in enumerate(scores) for key, score in found.items()),
        reverse=True,
    )
    given: dict[int, Guess] = {}
    taken: set[str] = set()
    for score, minus, key in order:
        if -minus not in given and key not in taken and score >= LIKELY:
            given[-minus] = Guess(key, score)
            taken |= {key} - {IGNORED}
    return [given.get(place, Guess(IGNORED, 0.0)) for place in range(len(headings))]


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows[:SAMPLE] if place < len(row) and row[place].strip()]


def plain(heading: str) -> str:
    """« N° SIRET : » → « n siret »."""
    return " ".join(re.sub(r"[^\w%/]+", " ", fold(heading).replace("°", " ").replace("_", " ")).split())


def _scores(heading: str, cells: list[str]) -> dict[str, float]:
    name = plain(heading)
    found = {}
    for target in TARGETS:
        said = _said(target, name)
        seen = None if target.weak and not _nameless(name) else _seen(target, cells)
        score = _together(target, said, seen)
        if score > 0:
            found[target.key] = score
    if not name and not cells:
        return {IGNORED: 1.0}
    return _phones(name, cells, found)


def _said(target: Target, name: str) -> float:
    """The heading says it whole, with a number after it, or among other words."""
    if name in target.words:
        return 1.0
    words = [word for word in re.sub(r"(?<=[a-z])(?=\d)", " ", name).split() if word not in EMPTY]
    if (
        " ".join(words) in target.words
        or " ".join(word for word in words if not word.isdigit()) in target.words
    ):
        return 0.9
    if any(part in words for part in target.parts):
        return 0.7 if len(words) <= 3 else 0.55
    if target.parts and any(part in name.replace(" ", "") for part in target.parts if len(part) > 4):
        return 0.6
    return 0.0


def _nameless(name: str) -> bool:
    """No heading, or the letter that stands for it."""
    return not name or re.fullmatch(r"colonne [a-z]{1,2}", name) is not None


def _seen(target: Target, cells: list[str]) -> float | None:
    """The share of cells that look like it, None when nothing can be told."""
    if target.looks is None or not cells:
        return None
    return sum(map(target.looks, cells)) / len(cells)


def _together(target: Target, said: float, seen: float | None) -> float:
    if seen is None:
        return said
    if said:
        return said * 0.4 if seen < 0.2 and target.key in TYPED else said * 0.85 + seen * 0.15
    return seen * 0.8 if seen >= 0.7 else 0.0


def _phones(name: str, cells: list[str], found: dict[str, float]) -> dict[str, float]:
    """A plain « Tél » holds mobiles or landlines: its cells say which, the other kind stays possible."""
    if not {"phone", "mobile"} & found.keys() or not cells:
        return found
    best = max(found.get("phone", 0), found.get("mobile", 0))
    digits = [re.sub(r"\D", "", cell)[-9:] for cell in cells]
    mobiles = sum(number[:1] in ("6", "7") for number in digits) / len(cells)
    words = set(name.split())
    if words & {"fixe", "domicile", "bureau", "standard"} or words & {"portable", "mobile", "gsm", "port"}:
        return found | {
            "phone": max(found.get("phone", 0), 0.52),
            "mobile": max(found.get("mobile", 0), 0.52),
        }
    first, second = ("mobile", "phone") if mobiles > 0.5 else ("phone", "mobile")
    return found | {first: best, second: max(best - 0.1, 0.5)}
