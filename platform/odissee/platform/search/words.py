"""Words: folded, and for one typo every form of a word with one letter missing (symmetric deletes)."""

import re
from collections.abc import Iterable

from odissee.platform.french import search_text, search_words, spelt

TYPO_LETTERS = range(4, 21)
"""Shorter words have too many neighbours; longer ones are numbers or codes."""


NAME = 30
"""A text without figures that is not longer is also kept glued (« lhopital »): names are typed so, sentences are not."""


_FRENCH_PHONE = re.compile(r"(?:\+33|0033)([1-9]\d{0,8})?")


def asked_words(query: str) -> list[str]:
    """The folded words of a query, each once; signs count only when there is nothing else."""
    asked = list(
        dict.fromkeys(_national(word.replace("|", "")) for word in search_words(query) if word != "|")
    )
    return [word for word in asked if _said(word)] or asked


def kept_words(texts: Iterable[str]) -> list[str]:
    """Every word under which an object is found, each once; « st » is also spelt out. Each byte costs every search."""
    found: dict[str, None] = {}
    for text in texts:
        pieces = search_words(text)
        if len(text) <= NAME and not any(char.isdigit() for char in text):
            pieces = search_text(text).split()
        found.update(dict.fromkeys([_national(word) for piece in pieces for word in (piece, spelt(piece))]))
    return [word for word in found if _said(word)]


def _national(word: str) -> str:
    """A French telephone as people type it: « +33639980123 » is kept and asked for as « 0639980123 »."""
    found = _FRENCH_PHONE.fullmatch(word)
    return f"0{found[1] or ''}" if found else word


def _said(word: str) -> bool:
    return any(char.isalnum() for char in word)


def literal(word: str) -> str:
    """The word as LIKE understands it: `%` and `_` are ordinary characters."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def forgiving(word: str) -> bool:
    """Only words of letters are corrected: a wrong digit is another number."""
    return word.isalpha() and len(word) in TYPO_LETTERS


def forms(word: str) -> set[str]:
    """The word and its forms with one letter missing."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def one_typo_apart(a: str, b: str) -> bool:
    """One letter added, missing, changed, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    head = _common(a, b)
    a, b = a[head:], b[head:]
    tail = _common(a[::-1], b[::-1])
    a, b = a[: len(a) - tail], b[: len(b) - tail]
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == 2 and a == b[::-1])


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
