"""The contract of an SMS provider: a folder holds one file each, nothing else knows them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from odissee.platform.errors import OutsideFailure


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message; `reference` is ours, `promotional` keeps the provider's STOP clause."""

    reference: str
    to_phone: str
    body: str
    promotional: bool = False


class Fate(StrEnum):
    """What a receipt says."""

    DELIVERED = "delivered"
    FAILED = "failed"
    UNDERWAY = "underway"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A provider's word on one message, by its own reference or ours."""

    reference: str
    fate: Fate
    reason: str = ""


class Gateway(Protocol):
    """`send` returns the provider's reference; raises `SmsRefused` (for good) or `GatewayBusy` (come back)."""

    async def send(self, sms: Outgoing) -> str: ...


class SmsRefused(Exception):
    """The provider will not send it, however often we ask. `reason` is French, for the outbox."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GatewayBusy(OutsideFailure):
    """No answer, too many requests, or a fault on their side."""

    title = "Le service de SMS ne répond pas. Nous réessayons."


class NoCredit(OutsideFailure):
    """The company must buy messages; what waits leaves afterwards."""

    title = "Le compte SMS n’a plus de crédit. Rechargez-le : les SMS en attente partiront."
