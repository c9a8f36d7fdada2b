"""SIREN, SIRET and VAT numbers: keys only, whether the company exists is asked of the directory."""

import re

from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_key
from stdnum.fr import siret as siret_key
from stdnum.fr import tva

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text

_LABEL = re.compile(r"^(?:n°|num[ée]ro|siren|siret|tva|intracom\w*|rcs|[\s:.])+", re.IGNORECASE)


def parse_siret(raw: str) -> str:
    """14 digits with their keys; the establishments of La Poste follow their own sum (CASE-036)."""
    digits = _digits(raw)
    if len(digits) != 14 or not digits.isdecimal():
        raise FieldError("error.siret_length", digits_count=sum(char.isdecimal() for char in digits))
    if not siret_key.is_valid(digits):
        raise FieldError("error.siret_checksum")
    return digits


def parse_siren(raw: str) -> str:
    """9 digits with their key, also taken out of a pasted SIRET."""
    digits = _digits(raw)
    if len(digits) == 14 and digits.isdecimal():
        return parse_siret(digits)[:9]
    if len(digits) != 9 or not digits.isdecimal():
        raise FieldError("error.siren_length")
    if not siren_key.is_valid(digits):
        raise FieldError("error.siren_checksum")
    return digits


def parse_vat_number(raw: str, *, siren: str | None = None) -> str:
    """« FR » + key + SIREN, or the number of another EU state; `siren` is the one that it must carry."""
    number = re.sub(r"[\s.\-]", "", _LABEL.sub("", parse_text(raw, maximum=60))).upper()
    if not number.startswith("FR"):
        return _foreign(number)
    if not re.fullmatch(r"FR[0-9A-HJ-NP-Z]{2}\d{9}", number):
        raise FieldError("error.vat_number")
    if not tva.is_valid(number) or siren not in (None, number[4:]):
        raise FieldError("error.vat_mismatch", siren=siren or number[4:])
    return number


def _foreign(number: str) -> str:
    try:
        return str(vat.validate(number))
    except ValidationError:
        raise FieldError("error.vat_number") from None


def _digits(raw: str) -> str:
    return re.sub(r"[\s.\-/]", "", _LABEL.sub("", parse_text(raw, maximum=60)))
