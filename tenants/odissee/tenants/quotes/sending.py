"""The link to a quote, the mail and the SMS that carry it, what is planned after them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import capability, company_origin
from odissee.platform.jobs import enqueue
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.quotes.cadence import cadence_of
from odissee.tenants.quotes.words import words_of

LINK_DAYS = 90
"""The page stays readable after the quote's validity, to say that it has expired."""
REMINDER_HOUR = 10
CONTACT = """select c.id, c.email, c.mobile, trim(c.first_name || ' ' || c.last_name) as name from contact c
              where c.id = $1"""


async def new_link(tx: TenantTransaction, version: Any, contact: Any) -> str:
    """A capability link to this version, for its requester."""
    until = datetime.combine(version["valid_until"] + timedelta(days=LINK_DAYS), time(23, 59), UTC)
    sent_to = (contact["email"] or contact["mobile"]) if contact else None
    token = await capability.grant(
        tx, "quote", version["id"], version["requester_contact_id"], sent_to, until
    )
    return f"{await company_origin(tx)}/d/{token}"


async def write_messages(
    tx: TenantTransaction, version: Any, contact: Any, link: str, files: list[UUID]
) -> None:
    words, audience = words_of(version, link), version["snapshot"]["to"]["audience"]
    key = f"quote:{version['quote_id']}:{version['version']}:{contact['id']}"
    common = {"dossier_id": version["dossier_id"], "contact_id": contact["id"], "audience": audience}
    if version["send_mail"] and contact["email"]:
        await write_mail(tx, "mail.quote_sent", to_email=contact["email"], to_name=contact["name"], variables=words,
                         dedup_key=f"mail:{key}", attachments=files, **common)  # fmt: skip
    if version["send_sms"] and contact["mobile"]:
        await write_sms(
            tx,
            "sms.quote_price",
            to_phone=contact["mobile"],
            variables=words,
            dedup_key=f"sms:{key}",
            **common,
        )


async def plan_reminders(tx: TenantTransaction, version: Any) -> None:
    """Reminders on the chosen day, or by the usual cadence; expiry the day after the validity date."""
    zone = ZoneInfo(version["snapshot"]["time_zone"])
    if version["remind_at"] is not None:
        await _later(tx, version, "programmed", version["remind_at"])
    else:
        today = clock.now().astimezone(zone).date()
        for name, days in (await cadence_of(tx)).dates().items():
            await _later(
                tx, version, name, datetime.combine(today + timedelta(days=days), time(REMINDER_HOUR), zone)
            )
    end = datetime.combine(version["valid_until"] + timedelta(days=1), time(0, 5), zone)
    await enqueue(
        tx,
        "quote.expire",
        {"version": str(version["id"])},
        f"quote.expire:{version['id']}",
        end.astimezone(UTC),
    )


async def _later(tx: TenantTransaction, version: Any, step: str, at: datetime) -> None:
    payload = {"version": str(version["id"]), "step": step}
    await enqueue(tx, "quote.remind", payload, f"quote.remind:{version['id']}:{step}", at.astimezone(UTC))


def waits(version: Any) -> bool:
    """Whether this version still waits for an answer: read when a reminder leaves, not when it was planned."""
    current = version["version"] == version["current_version"]
    return current and version["state"] in ("sent", "viewed") and version["valid_until"] >= clock.today()
