"""The commune of an address, without network: what remains when the service is silent."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from uuid import UUID

from odissee.platform.french import fold
from odissee.routing.geocoding.match import Kind, Match

_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
LONGEST_NAME = 8
"""Words of the longest name of a commune that people write out."""
STRAY = 0.6
"""What an exact name is worth when the address bears another commune's postcode: doubtful, never sure."""


@dataclass(frozen=True, slots=True)
class Town:
    """A commune as the caller knows it."""

    name: str
    insee: str
    postcodes: tuple[str, ...]
    lat: float | None
    lon: float | None


Find = Callable[[str, int], Sequence[Town]]


class Communes:
    """`find(text, limit)` gives the communes whose name or postcode begins with a text, biggest first."""

    def __init__(self, find: Find) -> None:
        self._find = find

    async def search(
        self, text: str, *, limit: int = 6, near_insee: str | None = None, session: UUID
    ) -> list[Match]:
        """Matches of kind « municipality »; the score is that of the name (1.0: the very name)."""
        return self.match(text, limit)

    def match(self, text: str, limit: int = 6) -> list[Match]:
        """The communes that the end of the text names, best name first."""
        postcode = _POSTCODE.search(text)
        code = postcode[1] if postcode else ""
        found: dict[str, Match] = {}
        for tail in _tails(text, code):
            for town in self._find(f"{tail} {code}".strip(), limit):
                found.setdefault(town.insee, _match(town, tail, code))
            if any(one.score == 1.0 for one in found.values()):
                break
        if code and not found:
            found = self._without_postcode(text, code, limit)
        return sorted(found.values(), key=lambda one: -one.score)[:limit]

    def _without_postcode(self, text: str, code: str, limit: int) -> dict[str, Match]:
        """The postcode is of no commune of that name: the name alone, and the postcode alone, both doubtful."""
        named = self.match(_POSTCODE.sub(" ", text, count=1), limit)
        exact = {one.insee: _doubted(one) for one in named if one.score == 1.0}
        return exact or {town.insee: _match(town, "", code) for town in self._find(code, limit)}


def _tails(text: str, code: str) -> Iterator[str]:
    """Ends of the text that may be a name, the longest first: « 8 rue de la paix saint jean de luz » → « saint jean de luz »."""
    head, _, tail = text.partition(code) if code else (text, "", "")
    if code and (words := fold(tail).split()):
        yield " ".join(re.split(r",", fold(tail))[0].split()[:LONGEST_NAME])
        while len(words) > 1:
            words = words[:-1]
            yield " ".join(words)
    words = re.sub(r"[,;]", " ", fold(head)).split()[-LONGEST_NAME:]
    for start in range(len(words)):
        yield " ".join(words[start:])
    if code:
        yield ""


def _match(town: Town, said: str, code: str) -> Match:
    name = " ".join(fold(town.name).split())
    written = " ".join(_SHORT.get(word, word) for word in said.split())
    score = 1.0 if written == name else SequenceMatcher(None, written, name).ratio()
    alone = code and not said
    postcode = code if code in town.postcodes else (town.postcodes[0] if len(town.postcodes) == 1 else "")
    return Match(
        label=f"{postcode} {town.name}".strip(), housenumber="", street="", postcode=postcode, city=town.name,
        insee=town.insee, lat=town.lat, lon=town.lon, kind=Kind.MUNICIPALITY,
        score=round(STRAY if alone else score, 3), source="communes",
    )  # fmt: skip


def _doubted(match: Match) -> Match:
    return replace(match, score=STRAY)
