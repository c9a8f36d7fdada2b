from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict
from odissee.platform.jobs import enqueue
from odissee.platform.journal import Entry, record
from odissee.platform.outbox.rows import Message

AGAIN = {
    "mail": """update sent_mail set state = 'queued', problem = null, not_before = $2
                where id = $1 and state in ('bounced', 'failed') returning dossier_id""",
    "sms": """update sent_sms set state = 'queued', problem = null, not_before = $2
               where id = $1 and state = 'failed' returning dossier_id""",
}


class NotRefused(Conflict):
    """Only a message that did not get through is sent again."""

    title = "Ce message n’est plus en échec : il est déjà reparti, ou il est arrivé."


async def resend(tx: TenantTransaction, message: Message) -> Entry:
    """Send the same words again; raises `NotRefused`."""
    row = await tx.fetchrow(AGAIN[message.kind], message.id, clock.now())
    if row is None:
        raise NotRefused
    await enqueue(
        tx, f"{message.kind}.send", {message.kind: str(message.id)}, f"{message.kind}.again:{new_id()}"
    )
    dossier: UUID | None = row["dossier_id"]
    return record(
        tx, message.kind, message.id, f"{message.kind}.again", dossier_id=dossier,
        before={"state": message.state, "problem": message.problem},
    )  # fmt: skip
