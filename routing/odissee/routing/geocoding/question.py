"""What may be asked of the service, and under which key its answer is kept."""

import hashlib
import hmac
import re

from odissee.platform.settings import settings

MINIMUM, MAXIMUM = 3, 200
"""The service refuses a text that is shorter or longer, or that begins with neither letter nor digit."""


def question(text: str) -> str:
    """The text in one line, cut to what the service reads; empty when it may not be asked at all."""
    line = re.sub(r"^[\W_]+", "", " ".join(text.split()))[:MAXIMUM].strip()
    return line if len(line) >= MINIMUM else ""


def question_hash(asked: str, limit: int, near_insee: str | None) -> bytes:
    """Keyed by the installation's secret, so that a stolen table does not tell which addresses were typed."""
    said = f"{asked.casefold()}\x00{limit}\x00{near_insee or ''}"
    return hmac.new(settings().secret, said.encode(), hashlib.sha256).digest()
