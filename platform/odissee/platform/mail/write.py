from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.files import find
from odissee.platform.jobs import enqueue
from odissee.platform.mail.footer import footer
from odissee.platform.mail.layout import html_of
from odissee.platform.mail.words import filled
from odissee.platform.texts import Audience, Wording, newest, of_wording

INSERT = """insert into sent_mail (id, dedup_key, event, to_email, to_name, reply_to, subject, text_body, html_body,
              headers, attachments, not_before, dossier_id, contact_id, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (tenant_id, dedup_key) do nothing returning id"""


async def write_mail(
    tx: TenantTransaction,
    key: str,
    *,
    to_email: str,
    variables: Mapping[str, Any],
    dedup_key: str,
    to_name: str = "",
    audience: Audience | None = None,
    attachments: Sequence[UUID] = (),
    dossier_id: UUID | None = None,
    contact_id: UUID | None = None,
    not_before: datetime | None = None,
    reply_to: str | None = None,
    unsubscribe: str | None = None,
    wording: Wording | None = None,
) -> UUID | None:
    """Write one mail of the text `key` and have it sent; returns its id in `sent_mail`.

    The same `dedup_key` again changes nothing and returns the first mail. None: the company has switched this
    text off. `greeting`, `signature`, `sender_*`, `company_*`, `today` and `privacy_link` are filled when absent.
    `wording` replaces the company's (a trial of words that are not published). `unsubscribe` is the address of an opt-out (reminders only): link in the footer and one-click header.
    Raises `UnknownText`, or `NotFound` for a file that is not the company's.
    """
    wording = wording or await newest(tx, key, audience)
    if not wording.active:
        return None
    values = await filled(tx, variables, unsubscribe)
    words = of_wording(wording, values, audience)
    foot = await footer(tx, key, values, unsubscribe)
    id, actor = new_id(), tx.state.get("actor")
    fresh = await tx.fetchval(
        INSERT, id, dedup_key, key, to_email.strip(), " ".join(to_name.split()), reply_to, words.subject,
        f"{words.body}\n\n{foot}".strip() + "\n", html_of(words, foot, values), _headers(unsubscribe),
        [await _attached(tx, file_id) for file_id in attachments], not_before or clock.now(), dossier_id,
        contact_id, actor.membership_id if actor else None,
    )  # fmt: skip
    if fresh is None:
        known: UUID = await tx.fetchval("select id from sent_mail where dedup_key = $1", dedup_key)
        return known
    await enqueue(tx, "mail.send", {"mail": str(id)}, f"mail.send:{id}", not_before)
    return id


def _headers(unsubscribe: str | None) -> dict[str, str]:
    if unsubscribe is None:
        return {}
    return {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


async def _attached(tx: TenantTransaction, file_id: UUID) -> dict[str, Any]:
    file = await find(tx, file_id)
    return {"file_id": str(file.id), "name": file.name, "media_type": file.media_type, "size": file.size}
