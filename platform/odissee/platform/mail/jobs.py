from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.files import read
from odissee.platform.jobs import Job, job
from odissee.platform.jobs.claim import ATTEMPTS
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail.inside import stays_inside
from odissee.platform.mail.message import Attachment, assemble, message_id
from odissee.platform.mail.relay import RefusedForGood, RelayBusy, deliver
from odissee.platform.mail.sender import Sender, sender_of
from odissee.platform.mail.sign import signed
from odissee.platform.settings import settings

SETTLE = """update sent_mail set state = $2, problem = $3, provider_ref = $4, message_id = $5, sent_at = $6
             where id = $1"""


@job("mail.send")
async def send_mail(tx: TenantTransaction, job_: Job) -> None:
    """Send one written mail, once; one that was cancelled or sent meanwhile is left alone."""
    id = UUID(job_.payload["mail"])
    row = await tx.fetchrow("select * from sent_mail where id = $1 and state = 'queued' for update", id)
    if row is None:
        return
    sender = await sender_of(tx)
    mail = dict(row) | {"message_id": row["message_id"] or message_id(id, sender)}
    try:
        answer = "kept inside" if stays_inside() else await _leave(tx, mail, sender)
    except RefusedForGood as refusal:
        state = "bounced" if refusal.is_address else "failed"
        await _settle(tx, mail, state, problem=f"{refusal.code} {refusal.reason}"[:500])
    except RelayBusy as busy:
        if job_.attempt < ATTEMPTS:
            raise
        await _settle(tx, mail, "failed", problem=busy.sentence)
    else:
        await _settle(tx, mail, "sent", answer=answer)


async def _leave(tx: TenantTransaction, mail: dict[str, Any], sender: Sender) -> str:
    message = assemble(mail, sender, [await _bytes_of(tx, item) for item in mail["attachments"]], clock.now())
    return await deliver(
        settings().smtp_url, sender.address, mail["to_email"], signed(message.as_bytes(), sender, tx.tenant)
    )


async def _bytes_of(tx: TenantTransaction, item: dict[str, Any]) -> Attachment:
    return item["name"], item["media_type"], await read(tx, UUID(item["file_id"]))


async def _settle(
    tx: TenantTransaction, mail: dict[str, Any], state: str, *, answer: str = "", problem: str | None = None
) -> None:
    sent_at = clock.now() if state == "sent" else None
    await tx.execute(SETTLE, mail["id"], state, problem, answer or None, mail["message_id"], sent_at)
    record(
        tx, "mail", mail["id"], f"mail.{state}", dossier_id=mail["dossier_id"],
        after={"event": mail["event"], "to": mail["to_email"], "subject": mail["subject"]}
        | ({"problem": problem} if problem else {}),
    )  # fmt: skip
    tell(tx, "outbox", mail["id"])
    if mail["dossier_id"]:
        tell(tx, "dossier", mail["dossier_id"])
