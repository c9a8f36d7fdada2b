import re

from stdnum import iban as iban_key

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text

_SEPA = """AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28
IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24
SM27 VA22"""
_LENGTHS = {item[:2]: int(item[2:]) for item in _SEPA.split()}
"""Length of an IBAN in each country of the single euro payments area."""


def parse_iban(raw: str) -> str:
    """Without spaces, in capitals, its key checked; countries of the SEPA zone only."""
    number = re.sub(r"^IBAN:?|[\s.\-]", "", re.sub(r"\s", "", parse_text(raw, maximum=80)).upper())
    expected = _LENGTHS.get(number[:2])
    if expected is not None and len(number) != expected:
        raise FieldError("error.iban_length", characters_count=len(number), expected_count=expected)
    if expected is None or not iban_key.is_valid(number):
        raise FieldError("error.iban_checksum")
    return number


def parse_bic(raw: str) -> str:
    """8 or 11 characters: bank, country, place, branch."""
    code = re.sub(r"\s", "", parse_text(raw, maximum=40)).upper()
    if not re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", code):
        raise FieldError("error.bic")
    return code
