"""What may be announced: a registry, so that whoever owns reports, quotes or invoices says how it is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError


class NotToSend(OdisseeError):
    """Nothing is to leave any more; the sentence says why and is kept in the log."""


class Sent(NamedTuple):
    """The rows that were written; none of both when the company switched the text off."""

    mail_id: UUID | None = None
    sms_id: UUID | None = None


Write = Callable[[TenantTransaction, Any, Any], Awaitable[Sent]]
"""(tx, the alert's row, the contact on the dossier) → what was written. Raises `NotToSend`."""
Ready = Callable[[TenantTransaction, UUID], Awaitable[str]]
"""(tx, dossier) → why it cannot be announced today, empty when it can."""


async def always(tx: TenantTransaction, dossier_id: UUID) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """`by_hand`: a person may choose it, with this permission; the others are planned by rules."""

    key: str
    label: str
    write: Write
    ready: Ready = always
    permission: str = ""
    even_cancelled: bool = False

    @property
    def by_hand(self) -> bool:
        return bool(self.permission)


ANNOUNCEMENTS: dict[str, Announcement] = {}


def announcement(
    key: str, label: str, *, ready: Ready = always, permission: str = "", even_cancelled: bool = False
) -> Callable[[Write], Write]:
    """Declare how an event is told; a key declared twice is a programming error."""

    def register(write: Write) -> Write:
        if key in ANNOUNCEMENTS:
            raise ValueError(f"two announcements named {key}")
        ANNOUNCEMENTS[key] = Announcement(key, label, write, ready, permission, even_cancelled)
        return write

    return register
