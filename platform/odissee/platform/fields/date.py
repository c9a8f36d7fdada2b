import re
from datetime import date, timedelta

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text
from odissee.platform.french import fold

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_DAY_NAME = re.compile(r"^(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche|\.)?,?\.?\s+(?=\d)")
_SIGNS = r"[\s/.\-]+"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_FIGURES = re.compile(rf"(\d{{1,2}}){_SIGNS}(\d{{1,2}})(?:{_SIGNS}(\d{{4}}|\d{{2}}))?")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4})")
_WORDS = re.compile(rf"(\d{{1,2}})(?:er)?{_SIGNS}([a-z]{{3,9}})\.?(?:{_SIGNS}(\d{{4}}|\d{{2}}))?")
_RELATIVE = {"hier": -1, "aujourd hui": 0, "aujourdhui": 0, "demain": 1, "apres demain": 2}


def parse_date(raw: str, *, today: date | None = None) -> date:
    """« 24/11/2026 », « 24.11.26 », « mar. 24 nov. 2026 », « 1er janvier 2026 », ISO; day before month.

    Two-digit years run from 1980 to 2079. With `today`, the year may be left out (the current one)
    and « demain » is read.
    """
    folded = fold(parse_text(raw.replace("-", "/"), maximum=60))
    if today is not None and folded in _RELATIVE:
        return today + timedelta(days=_RELATIVE[folded])
    text = _DAY_NAME.sub("", folded)
    try:
        return _bounded(_read(text, today))
    except ValueError:
        raise FieldError("error.date") from None


def _read(text: str, today: date | None) -> date:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(text) or _PACKED.fullmatch(text):
        return date(_year(found[3], today), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(text):
        return date(_year(found[3], today), _month(found[2]), int(found[1]))
    raise ValueError(text)


def _year(text: str | None, today: date | None) -> int:
    if text is None:
        if today is None:
            raise ValueError("no year")
        return today.year
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= 80 else 2000)


def _month(word: str) -> int:
    found = [index for index, start in enumerate(_MONTHS, 1) if word.startswith(start)]
    if not found:
        raise ValueError(word)
    return found[0]


def _bounded(day: date) -> date:
    """A year outside 1800–2199 is a slip of the finger (« 0226 »)."""
    if not 1800 <= day.year <= 2199:
        raise ValueError(day)
    return day
