import re
from collections.abc import Callable

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text


def parse_postcode(raw: str, *, exists: Callable[[str], bool] | None = None) -> str:
    """Five digits of a French postcode.

    Four digits (a sheet lost the zero) gain it back only if `exists` knows the result: with the
    commune at hand, ask for the pair, so that « 7500 PARIS » is refused and not guessed (CASE-031).
    """
    text = re.sub(r"^(?:FR?[\s-]+)|\.0+$|\s", "", parse_text(raw, maximum=40), flags=re.IGNORECASE)
    padded = f"0{text}"
    if re.fullmatch(r"[1-9]\d{3}", text) and exists is not None and exists(padded):
        return padded
    if not re.fullmatch(r"\d{5}", text) or text.startswith(("00", "99")):
        raise FieldError("error.postcode")
    return text
