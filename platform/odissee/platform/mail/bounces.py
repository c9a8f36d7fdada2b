"""Mails that came back: the standard report (RFC 3464) and the events that relays post."""

import email
from collections.abc import Mapping
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import record

EVENTS = frozenset({"bounce", "hard_bounce", "hardbounce", "bounced", "blocked", "invalid_email", "failed"})
"""The words of relays for « this address does not work »; a soft bounce is not one."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """What came back: the mail by its Message-ID, the address, and why."""

    message_id: str
    address: str
    reason: str


def parse_bounce(raw: bytes) -> Bounce | None:
    """The bounce in a raw report; None when it is none (an answer, a delay, a success)."""
    message = email.message_from_bytes(raw, policy=policy.default)
    if message.get_content_type() != "multipart/report":
        return None
    status = _recipient_part(message)
    if status is None or str(status.get("Action", "")).strip().lower() != "failed":
        return None
    address = str(status.get("Final-Recipient", status.get("Original-Recipient", ""))).split(";")[-1].strip()
    reason = str(status.get("Diagnostic-Code", status.get("Status", ""))).split(";", 1)[-1]
    return Bounce(_original_id(message), address, " ".join(reason.split())[:500])


def _recipient_part(message: EmailMessage) -> Message | None:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else ():
                if isinstance(block, Message) and "Action" in block:
                    return block
    return None


def _original_id(message: EmailMessage) -> str:
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            inner: Any = part.get_payload()
            head = inner[0] if isinstance(inner, list) else email.message_from_string(str(inner))
            return str(head.get("Message-ID", "")).strip()
    return ""


def parse_event(event: Mapping[str, Any]) -> Bounce | None:
    """The bounce in a relay's event (`event`, `message-id`, `email`, `reason`); None for any other event."""
    if str(event.get("event", "")).lower() not in EVENTS:
        return None
    id = str(event.get("message-id") or event.get("message_id") or "").strip()
    reason = str(event.get("reason") or event.get("event"))
    return Bounce(id, str(event.get("email", "")), " ".join(reason.split())[:500])


async def mark_bounced(tx: TenantTransaction, bounce: Bounce) -> bool:
    """Mark the mail and say so in the journal; False when no mail of the company bears this id."""
    id = bounce.message_id if bounce.message_id.startswith("<") else f"<{bounce.message_id}>"
    row = await tx.fetchrow(
        """update sent_mail set state = 'bounced', problem = $2
            where message_id = $1 and state in ('sent', 'delivered') returning id, dossier_id, to_email""",
        id, bounce.reason,
    )  # fmt: skip
    if row is None:
        return bool(await tx.fetchval("select exists (select from sent_mail where message_id = $1)", id))
    record(
        tx, "mail", row["id"], "mail.bounced", dossier_id=row["dossier_id"],
        after={"to": row["to_email"], "problem": bounce.reason},
    )  # fmt: skip
    return True


async def address_problem(tx: TenantTransaction, address: str) -> str | None:
    """Why the last mail to an address came back; None when nothing is known or a later one went through."""
    row = await tx.fetchrow(
        """select state, problem from sent_mail where lower(to_email) = lower($1)
              and state in ('sent', 'delivered', 'bounced') order by created_at desc, id desc limit 1""",
        address,
    )
    return (row["problem"] or "adresse refusée") if row and row["state"] == "bounced" else None
