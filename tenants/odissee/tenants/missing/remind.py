"""One reminder to one contact, by the clock or by a person's press."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.platform.texts import block
from odissee.tenants.documents import READERS, contact_words
from odissee.tenants.missing.ask import deposit_link
from odissee.tenants.missing.kinds import BY_CODE
from odissee.tenants.missing.reminders import plan_step
from odissee.tenants.missing.words import listed, place_words, short_list

FIRST, LATER = "mail.document_reminder_d3", "mail.document_reminder_d7"
OPEN = """
select m.*, d.status, d.archived_at, d.trashed_at from missing_document m join dossier d on d.id = m.dossier_id
 where m.dossier_id = $1 and m.contact_id = $2 and m.state in ('asked', 'reminded') order by m.asked_at, m.label
   for update of m"""
OVER = ("cancelled", "finalized")
NOTE = "update missing_document set state = 'reminded', reminded_at = $2, reminders = reminders + 1 where id = any($1::uuid[])"


async def remind_by_clock(tx: TenantTransaction, facts: dict[str, Any]) -> None:
    """A planned reminder, if its request still waits; plans the next one."""
    dossier_id, contact_id = UUID(facts["dossier"]), UUID(facts["contact"])
    rows = [row for row in await _waiting(tx, dossier_id, contact_id) if str(row["round"]) == facts["round"]]
    if not rows:
        return
    key = f"missing.remind:{facts['round']}:{facts['step']}"
    if await _write(tx, dossier_id, contact_id, rows, FIRST if facts["step"] == 0 else LATER, key):
        same = {name: facts[name] for name in ("dossier", "contact", "round")}
        await plan_step(tx, same, facts["step"] + 1, datetime.fromisoformat(facts["asked_at"]))


async def remind_now(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> bool:
    """A reminder that a person wants now; False when nothing waits or there is no address. Once an hour."""
    rows = await _waiting(tx, dossier_id, contact_id)
    hour = clock.now().strftime("%Y%m%d%H")
    return bool(rows) and await _write(
        tx, dossier_id, contact_id, rows, FIRST, f"missing.now:{rows[0]['round']}:{hour}"
    )


async def _waiting(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> list[Any]:
    rows = await tx.fetch(OPEN, dossier_id, contact_id)
    return [
        row for row in rows if row["status"] not in OVER and not row["archived_at"] and not row["trashed_at"]
    ]


async def _write(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, rows: Sequence[Any], text: str, key: str
) -> bool:
    contact = next((row for row in await tx.fetch(READERS, dossier_id) if row["id"] == contact_id), None)
    if contact is None or not contact["email"]:
        return False
    short = short_list(row["kind"] for row in rows)
    words = contact_words(contact) | await place_words(tx, dossier_id) | {
        "missing_documents_list": listed(row["label"] for row in rows),
        "missing_documents_short": short if text == FIRST else short[:1].upper() + short[1:],
        "missing_document_reason": await _sentences(tx, [BY_CODE[row["kind"]].reason for row in rows]),
        "missing_document_fallback": await _sentences(tx, [BY_CODE[row["kind"]].fallback for row in rows]),
        "link": await deposit_link(tx, dossier_id, contact_id, contact["email"]),
    }  # fmt: skip
    sent = await write_mail(
        tx, text, to_email=contact["email"], to_name=contact["name"], variables=words, dedup_key=key,
        audience="business" if contact["kind"] == "pro" else "consumer", dossier_id=dossier_id, contact_id=contact_id,
    )  # fmt: skip
    if sent is None:  # the company has silenced this reminder: the next one may still speak
        return True
    await tx.execute(NOTE, [row["id"] for row in rows], clock.now())
    record(
        tx, "dossier", dossier_id, "missing.reminded", dossier_id=dossier_id,
        after={"name": contact["name"], "documents": [row["label"] for row in rows]},
    )  # fmt: skip
    tell(tx, "dossier", dossier_id)
    return True


async def _sentences(tx: TenantTransaction, keys: Sequence[str]) -> str:
    return " ".join([await block(tx, key, {}) for key in dict.fromkeys(keys)])
