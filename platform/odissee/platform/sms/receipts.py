"""What providers tell us afterwards: delivered or not, and who answered STOP."""

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.sms.gateway import Fate, Receipt


async def note(tx: TenantTransaction, provider: str, receipt: Receipt) -> bool:
    """Mark the SMS; a receipt that comes twice or late changes nothing. False: no such SMS here."""
    row = await tx.fetchrow(
        "select id, state, dossier_id from sent_sms where provider = $1 and provider_ref = $2 for update",
        provider, receipt.reference,
    )  # fmt: skip
    if row is None:
        return False
    if row["state"] != "sent" or receipt.fate is Fate.UNDERWAY:
        return True
    await tx.execute(
        "update sent_sms set state = $2, problem = $3 where id = $1",
        row["id"],
        receipt.fate.value,
        receipt.reason or None,
    )
    if receipt.fate is Fate.FAILED:
        record(
            tx,
            "sms",
            row["id"],
            "sms.failed",
            dossier_id=row["dossier_id"],
            after={"problem": receipt.reason},
        )
    tell(tx, "outbox", row["id"])
    return True
