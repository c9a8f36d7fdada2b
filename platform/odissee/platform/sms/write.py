from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.jobs import enqueue
from odissee.platform.sms.hours import allowed_from
from odissee.platform.sms.segments import count, fit, to_gsm7
from odissee.platform.sms.stop import has_stopped
from odissee.platform.texts import VARIABLES, Audience, Wording, company_words, fill, names_in, newest

PROMOTIONAL = frozenset({"sms.expiry", "sms.review_request"})
"""Sent only with a consent, with the STOP words, and never to who has said STOP."""
URGENT = (
    "sms.login_code", "sms.password_code", "sms.acceptance_code", "sms.report_code", "sms.signature_code",
    "sms.sensitive_code", "sms.new_device", "sms.en_route", "sms.late", "sms.nobody_there", "sms.payment_link",
    "sms.deposit_link", "sms.payment_receipt", "sms.payment_failed",
)  # fmt: skip
"""Awaited by the person at this very moment: any hour."""
VITAL = frozenset(
    {
        "code",
        "short_link",
        "amount_sms",
        "appointment_sms",
        "date_sms",
        "eta_time",
        "quote_number",
        "invoice_number",
    }
)
"""Where a text names one of these, an SMS without it is worse than none."""
STOP_CODE = "STOP au 36111"
"""The number of SMSFactor and OVH in France; `variables` may say another."""
INSERT = """insert into sent_sms (id, dedup_key, event, to_phone, body, encoding, segments, not_before, dossier_id,
              contact_id, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (tenant_id, dedup_key) do nothing returning id"""


class SmsLacks(OdisseeError):
    """A value without which the message says nothing is missing: a fault of whoever sends."""

    def __init__(self, key: str, names: list[str]) -> None:
        super().__init__(f"Le SMS « {key} » ne peut partir : il manque {', '.join(names)}.")


async def write_sms(
    tx: TenantTransaction,
    key: str,
    *,
    to_phone: str,
    variables: Mapping[str, Any],
    dedup_key: str,
    audience: Audience | None = None,
    dossier_id: UUID | None = None,
    contact_id: UUID | None = None,
    not_before: datetime | None = None,
    wording: Wording | None = None,
) -> UUID | None:
    """Write one SMS of the text `key` and have it sent; returns its id in `sent_sms`.

    `to_phone` is E.164. The same `dedup_key` again changes nothing and returns the first one. None: the company
    has switched this text off, or the person has said STOP to it. Between 20 h and 8 h where the company is, what
    is not awaited at once waits for the morning. `wording` replaces the company's (a trial). Raises `UnknownText` or `SmsLacks`.
    """
    wording = wording or await newest(tx, key, audience)
    if not wording.active or (key in PROMOTIONAL and await has_stopped(tx, to_phone)):
        return None
    values = {"stop_code": STOP_CODE} | await company_words(tx) | dict(variables)
    lacking = sorted(
        name for name in VITAL & names_in(wording.body) if not str(values.get(name) or "").strip()
    )
    if lacking:
        raise SmsLacks(key, lacking)
    body = words_of(wording.body, values, audience)
    size, when = count(body), not_before or clock.now()
    if not key.startswith(URGENT):
        zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
        when = allowed_from(when, zone)
    id, actor = new_id(), tx.state.get("actor")
    fresh = await tx.fetchval(
        INSERT, id, dedup_key, key, to_phone, body, size.encoding.value, size.segments, when, dossier_id, contact_id,
        actor.membership_id if actor else None,
    )  # fmt: skip
    if fresh is None:
        known: UUID = await tx.fetchval("select id from sent_sms where dedup_key = $1", dedup_key)
        return known
    await enqueue(tx, "sms.send", {"sms": str(id)}, f"sms.send:{id}", when)
    return id


def words_of(source: str, variables: Mapping[str, Any], audience: Audience | None = None) -> str:
    """The exact text: values in GSM-7 and cut to their longest length, then the whole in GSM-7."""
    values = {name: _fitted(name, value) for name, value in variables.items()}
    return to_gsm7(fill(source, values, audience).replace("\n", " "))


CUT = frozenset({"company_sms", "technician_sms", "city_sms", "street_sms", "diagnostic_sms", "document_sms"})
"""Words that may be shortened; a link, a code, an amount or a date never: a second segment is better."""


def _fitted(name: str, value: Any) -> str:
    known = VARIABLES.get(name)
    if name in CUT and known and known.sms_max:
        return fit(str(value or ""), known.sms_max)
    return to_gsm7(str(value or "")).strip()
