"""The number that ADEME gives to a DPE: 13 signs, four digits, a letter, seven digits, a letter."""

import re

from odissee.platform.fields import FieldError, parse_text

FORM = re.compile(r"\d{4}[A-Z]\d{7}[A-Z]")


def parse_ademe(raw: str) -> str:
    """« 2262 e183 9422l » is read as 2262E1839422L; anything else is refused with its form."""
    text = (
        re.sub(r"[\s.\-]", "", parse_text(raw, maximum=40)).upper().removeprefix("N°").removeprefix("ADEME:")
    )
    if not FORM.fullmatch(text):
        raise FieldError("error.ademe")
    return text
