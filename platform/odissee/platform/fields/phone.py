import re
from collections.abc import Iterator
from contextlib import suppress

import phonenumbers

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text

_OVERSEAS = {
    "RE": ("262", "263", "692", "693"),
    "YT": ("269", "639"),
    "GP": ("590", "690", "691"),
    "GF": ("594", "694"),
    "MQ": ("596", "696", "697"),
}
_REGIONS = {prefix: region for region, prefixes in _OVERSEAS.items() for prefix in prefixes}
_NATIONAL = re.compile(r"(?:\+33|0033|33(?=\d{9}$))?0?([1-9]\d{8})")
_FICTION = re.compile(r"\+33(?:19900|26191|35301|46571|53649|63998)\d{4}")
"""Blocks that the regulator keeps for films and examples (arcep.fr): nobody's, so they may be shown and typed."""
_MIQUELON = re.compile(r"(?:\+33|0033|33)?0?508(\d{6})")
"""Saint-Pierre-et-Miquelon: 0508 is its country code dialled from France, not a department's prefix."""
_BARE = re.compile(r"(?:262|590|594|596)\d{9}|508\d{6}")
"""An overseas number whose « + » a spreadsheet has swallowed."""
_MOBILE = phonenumbers.PhoneNumberType.MOBILE


def parse_phone(raw: str) -> str:
    """E.164 of a number in any writing; without a country code it is French.

    A national prefix of an overseas department takes that department's code (0692… → +262),
    even when « +33 » was typed before it.
    """
    text = re.sub(r"\(\s*0\s*\)", "", parse_text(raw, maximum=60))
    text = re.sub(
        r"^(?:t[ée]l(?:[ée]phone)?|mob(?:ile)?|port(?:able)?|fixe)[\s.:°]*", "", text, flags=re.IGNORECASE
    )
    if not re.fullmatch(r"[+\d\s.\-–/()_]+", text):
        raise FieldError("error.phone")
    for number in _readings(re.sub(r"[^+\d]", "", text)):
        e164 = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        if phonenumbers.is_valid_number(number) or _FICTION.fullmatch(e164):
            return e164
    raise FieldError("error.phone")


def _readings(digits: str) -> Iterator[phonenumbers.PhoneNumber]:
    """Overseas first, then metropolitan: only part of 0639 is in Mayotte."""
    if _BARE.fullmatch(digits):
        digits = f"+{digits}"
    elif island := _MIQUELON.fullmatch(digits):
        digits = f"+508{island[1]}"
    national = _NATIONAL.fullmatch(digits)
    text = f"0{national[1]}" if national else re.sub(r"^00", "+", digits)
    for region in (_REGIONS.get(text[1:4], "FR") if national else "FR", "FR"):
        with suppress(phonenumbers.NumberParseException):
            yield phonenumbers.parse(text, region)


def is_mobile(e164: str) -> bool:
    """Whether an SMS can reach this number."""
    if e164.startswith("+33"):
        return e164[3] in "67"
    number = phonenumbers.parse(e164, None)
    return phonenumbers.number_type(number) in (_MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def parse_mobile(raw: str) -> str:
    """As `parse_phone`, for a number that must receive SMS."""
    number = parse_phone(raw)
    if not is_mobile(number):
        raise FieldError("error.mobile_needed")
    return number
