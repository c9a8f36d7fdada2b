"""Letters compared without accents nor case, one for one: a place in the copy is the same place in the text."""

import re
import unicodedata

_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "²": "2", "œ": "o", "æ": "a", "Œ": "o", "Æ": "a", "ß": "s", "°": "°"})  # fmt: skip


def plain(text: str) -> str:
    """The text in plain small letters, of the very same length."""
    return "".join(_one(char) for char in text.translate(_ALIKE))


def _one(char: str) -> str:
    if char.isspace() and char != "\n":
        return " "
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def tidy(text: str) -> str:
    """Words on one line, with single spaces, for reading."""
    return re.sub(r"[\s>]+", " ", text).strip(" ,;:.-–\n")
