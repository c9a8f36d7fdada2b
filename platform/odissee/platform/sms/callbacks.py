from typing import Any
from uuid import UUID

from odissee.platform.web.signing import sign, unsign


def callback_path(tenant: UUID, kind: str, provider: str) -> str:
    """`kind` « sms » for receipts, « stop » for STOP; the company gives it to its provider."""
    return f"/entrants/{kind}/{provider}/{sign('sms', str(tenant))}"


def company_of(secret: str) -> Any:
    """The company's id in a callback's secret, or None."""
    return unsign("sms", secret)
