import re
from datetime import time

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text
from odissee.platform.french import fold

_CLOCK = re.compile(r"(\d{1,2})\s*(?:(?:h|heures?|:|\.)\s*(\d{1,2})?)?\s*(?:min|mn|m)?(?::\d{2})?")
_PACKED = re.compile(r"(\d{2})(\d{2})")


def parse_time(raw: str) -> time:
    """« 14h30 », « 14 h », « 9:15 », « 1430 », « midi », to the minute."""
    text = fold(parse_text(raw, maximum=20))
    if text in ("midi", "minuit"):
        return time(12 if text == "midi" else 0)
    found = _CLOCK.fullmatch(text) or _PACKED.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise FieldError("error.time")
    return time(int(found[1]), int(found[2] or 0))
