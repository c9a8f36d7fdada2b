import re

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text

_PARTICLES = {"de", "du", "des", "la", "le", "les", "et", "d’", "d'"}
_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")


def parse_name(raw: str) -> str:
    """Name of an organisation or a person as typed, tidied; it must hold a letter or a digit."""
    name = parse_text(raw, maximum=120)
    if not any(char.isalnum() for char in name):
        raise FieldError("error.name")
    return name


def parse_person_name(raw: str) -> str:
    """As `parse_name`, and « JEAN-PIERRE » or « jean-pierre » becomes « Jean-Pierre »; mixed case is respected."""
    name = parse_name(raw)
    if not any(char.isalpha() for char in name):
        raise FieldError("error.name")
    if name not in (name.upper(), name.lower()):
        return name
    return _WORD.sub(lambda word: _recase(word[0], first=word.start() == 0), name.lower())


def _recase(word: str, *, first: bool) -> str:
    return word if word in _PARTICLES and not first else word[:1].title() + word[1:]
