"""From what was typed to patterns that the database compares with the folded text."""

import re
from dataclasses import dataclass

from odissee.platform.french import fold, search_text, search_words
from odissee.tenants.contacts.searchable import digits

_NUMBER = re.compile(r"[+(]*\d[\d\s.()/\-–]{2,}")


@dataclass(frozen=True, slots=True)
class Words:
    """All of `patterns` must match, or all of `others` (« st » spelt out); a better hit starts with `beginning`."""

    patterns: list[str]
    others: list[str]
    beginning: str
    impossible: bool = False

    @property
    def arguments(self) -> tuple[list[str], list[str]]:
        return self.patterns, self.others


def words_of(text: str) -> Words:
    """A phone number in any writing is one word; « st » also means « saint »; `%` and `_` are ordinary."""
    typed = text.strip()
    words = [digits(typed)] if _NUMBER.fullmatch(typed) else search_words(typed)
    return Words(
        [f"%{escaped(word)}%" for word in words],
        [f"%{escaped(search_text(word).split()[-1])}%" for word in words],
        escaped(" ".join(words) if _NUMBER.fullmatch(typed) else fold(typed)) + "%",
        impossible=bool(typed) and not words,
    )


def escaped(word: str) -> str:
    """The word as LIKE reads it literally."""
    return re.sub(r"([\\%_])", r"\\\1", word)
