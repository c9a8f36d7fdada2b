"""What a file is, by its name first, then by the words of its first pages. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from odissee.platform.french import fold
from odissee.tenants.documents.kinds import BY_CODE, KINDS

FIRST = 6_000
"""Letters of the text in which a report says what it is; further on it names the other ones."""
DAY = r"(\d{2})[/.](\d{2})[/.](\d{4})"
ADEME = re.compile(r"n ?° ?(?:ademe|dpe|d.enregistrement)? ?:? ?(\d{4}[a-z]\d{7}[a-z])", re.IGNORECASE)
NUMBERS = {
    "ademe": ADEME,
    "dossier": re.compile(r"(?:reference|numero) (?:interne )?(?:du )?dossier ?: ?(\S{2,40})|^ ?dossier ?: ?(\S{2,40})", re.MULTILINE),
    "software": re.compile(r"reference du logiciel valide ?: ?([^\n]{2,60})"),
}  # fmt: skip
DATES = {
    "established_on": re.compile(
        rf"(?:etabli|etablie|date d.etablissement|date du rapport)(?: le)? ?: ?{DAY}"
    ),
    "visited_on": re.compile(rf"(?:date de (?:la )?visite|date du reperage|visite effectuee le) ?:? ?{DAY}"),
    "valid_until": re.compile(rf"valable jusqu.au ?: ?{DAY}"),
}


@dataclass(frozen=True, slots=True)
class Sorted:
    """`kind` is a code or empty; `anchors` hold the numbers and ISO dates that were read."""

    kind: str = ""
    anchors: dict[str, str] = field(default_factory=dict)


def kind_of_name(name: str) -> str:
    """The code that a file name tells, empty when it tells none or several."""
    words = re.sub(r"[_.\-\s()\[\]]+", " ", fold(name.rpartition(".")[0] or name))
    found = [kind.code for kind in KINDS if kind.names.search(words)]
    return (
        "" if not found or _is_a_whole_file(words) else found[0] if len(found) == 1 else _most_special(found)
    )


def _is_a_whole_file(words: str) -> bool:
    return bool(re.search(r"(?:^| )(?:ddt|dossier de diagnostics?|complet|ensemble)(?: |$)", words))


def _most_special(found: list[str]) -> str:
    """« amiante avant travaux » names two kinds of which one holds the other; two strangers are no answer."""
    inside = {"RAAT": {"ASBESTOS"}, "DEMO_ASBESTOS": {"ASBESTOS"}, "DTA": {"ASBESTOS"}, "DAPP": {"ASBESTOS"},
              "DPE_COLLECTIVE": {"DPE"}, "LEAD_WORKS": {"CREP"}, "AUDIT": {"DPE"}}  # fmt: skip
    first, rest = found[0], set(found[1:])
    return first if rest <= inside.get(first, set()) else ""


def sort_by_words(text: str) -> Sorted:
    """What the first pages say: the kind that is named first, numbers and dates."""
    folded = _folded_lines(text[:FIRST])
    places = {kind.code: found.start() for kind in KINDS if (found := kind.pages.search(folded))}
    kind = min(places, key=lambda code: (places[code], list(BY_CODE).index(code)), default="")
    return Sorted(kind, _anchors(text[:FIRST], folded))


def _folded_lines(text: str) -> str:
    return "\n".join(fold(line) for line in text.splitlines() if line.strip())


def _anchors(text: str, folded: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, pattern in NUMBERS.items():
        match = pattern.search(folded)
        if match:
            found[name] = next(group for group in match.groups() if group).upper().strip()
    for name, pattern in DATES.items():
        match = pattern.search(folded)
        day = _day(match) if match else None
        if day:
            found[name] = day.isoformat()
    return found


def _day(match: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
