"""The conclusions that each diagnostic may have: codes, the words that people read, what excludes what. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from odissee.tenants.findings.errors import ContradictoryConclusions, UnknownConclusion
from odissee.tenants.regulation import catalogue

DATA = Path(__file__).parent / "data" / "conclusions.toml"
WORST = ("bad", "warn", "", "ok")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """`code` is what rules read; `label` and `tone` are what people see."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be concluded on one diagnostic; `alone`: codes that go with no other; `measured`: with square metres."""

    by_code: dict[str, Conclusion]
    alone: frozenset[str]
    measured: bool = False


@cache
def _all() -> dict[str, Choices]:
    told: dict[str, dict[str, Any]] = loads(DATA.read_text(encoding="utf-8"))
    return {diagnostic: _choices(told[row.get("as", diagnostic)]) for diagnostic, row in told.items()}


def _choices(row: dict[str, Any]) -> Choices:
    codes = {code: Conclusion(code, label, tone) for code, (label, tone) in row["codes"].items()}
    return Choices(codes, frozenset(row["alone"]), row.get("measured", False))


def choices(diagnostic: str) -> Choices:
    """What may be concluded on a diagnostic; one without a list of its own is done or not."""
    return _all().get(diagnostic) or _all()["other"]


def name_of(diagnostic: str) -> str:
    """« Amiante »: the short name, or the code of what the rules do not know."""
    known = catalogue().get(diagnostic)
    return known.short_label if known else diagnostic


def checked(diagnostic: str, codes: Iterable[str]) -> tuple[str, ...]:
    """These codes in the order of the list, each once.

    Raises `UnknownConclusion` for a code (or a label) that the list does not hold, `ContradictoryConclusions`
    for an absence beside a presence.
    """
    known, said = choices(diagnostic), set(codes)
    for code in said - known.by_code.keys():
        raise UnknownConclusion(code, name_of(diagnostic), [each.label for each in known.by_code.values()])
    alone = said & known.alone
    if alone and len(said) > 1:
        raise ContradictoryConclusions(known.by_code[min(alone)].label)
    return tuple(code for code in known.by_code if code in said)


def told(diagnostic: str, codes: Sequence[str]) -> tuple[str, str]:
    """(words, tone) of a conclusion: « Présence, classe 1 · Présence, classe 3 », with the worst tone."""
    known = choices(diagnostic).by_code
    found = [known[code] for code in codes if code in known]
    tone = min((each.tone for each in found), key=WORST.index, default="")
    return " · ".join(each.label for each in found), tone
