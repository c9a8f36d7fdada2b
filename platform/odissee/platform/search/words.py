"""Words: folded, and for one typo every form of a word with one letter missing (symmetric deletes)."""

from collections.abc import Iterable

from odissee.platform.french import search_text, search_words

TYPO_LETTERS = range(4, 21)
"""Shorter words have too many neighbours; longer ones are numbers or codes."""


SHORT_TEXT = 60
"""A name or an address is also kept glued (« lhopital ») and spelt out (« st » → « saint »)."""


def asked_words(query: str) -> list[str]:
    """The folded words of a query, each once; a query of signs alone has the signs as words."""
    return list(dict.fromkeys(word.replace("|", "") for word in search_words(query) if word != "|"))


def kept_words(texts: Iterable[str]) -> list[str]:
    """Every word under which an object is found, each once."""
    found: dict[str, None] = {}
    for text in texts:
        pieces = search_text(text).split() if len(text) <= SHORT_TEXT else search_words(text)
        found.update(dict.fromkeys(pieces))
    return list(found)


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
