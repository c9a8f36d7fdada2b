"""Folded text: what search and sort compare, so that « andre » finds « André » in NFC and in NFD."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_GLUE = re.compile(r"[\s\-‐‑‒–—'’‘ʼ`´_]+")
_PUNCTUATION = re.compile(r"[\s,;:!?.()«»\"/]+")
_SHORT_WORDS = {"st": "saint", "ste": "sainte", "sts": "saints"}


@lru_cache(8_192)
def fold(text: str) -> str:
    """Lower case without accents or ligatures; hyphens, apostrophes and any run of spaces become one space."""
    return _GLUE.sub(_space_or_underscore, text.lower() if text.isascii() else _plain(text)).strip()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("\u00b4", "'")).casefold().translate(_LETTERS)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _space_or_underscore(found: re.Match[str]) -> str:
    """An underscore is an ordinary character (CASE-060): only the rest of the run becomes a space."""
    return "_" if set(found[0]) == {"_"} else " "


def compact(text: str) -> str:
    """Folded text without any space or punctuation: « L’Hôpital » and « lhopital » meet here."""
    return _PUNCTUATION.sub("", fold(text))


def sort_key(text: str) -> tuple[str, str]:
    """Order of a French list; the raw text settles ties, so that the order is always the same."""
    return fold(text), text


def search_words(query: str) -> list[str]:
    """The words that must all be found."""
    return [word for word in _PUNCTUATION.split(fold(query)) if word]


def spelt(word: str) -> str:
    """« saint » for « st »; other words as they are."""
    return _SHORT_WORDS.get(word, word)


def search_text(*values: str) -> str:
    """What a searched row stores: each value folded, its words glued, « St » spelt out."""
    pieces = []
    for value in values:
        folded = fold(value)
        pieces += [folded, " ".join(map(spelt, search_words(value))), compact(value)]
    return " ".join(dict.fromkeys(piece for piece in pieces if piece))


def matches(query: str, stored: str) -> bool:
    """Whether every word of `query` is in `stored` (made by `search_text`); an empty query matches all."""
    return all(word in stored or spelt(word) in stored for word in search_words(query))
