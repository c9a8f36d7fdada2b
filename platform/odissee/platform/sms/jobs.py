from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, job
from odissee.platform.jobs.claim import ATTEMPTS
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.sms.gateway import GatewayBusy, NoCredit, Outgoing, SmsRefused
from odissee.platform.sms.provider import chosen, send_by, stays_inside
from odissee.platform.sms.stop import has_stopped
from odissee.platform.sms.write import PROMOTIONAL

SETTLE = """update sent_sms set state = $2, problem = $3, provider = $4, provider_ref = $5, sent_at = $6
             where id = $1"""


@job("sms.send")
async def send_sms(tx: TenantTransaction, job_: Job) -> None:
    """Send one written SMS, once. A STOP that came while it waited cancels it."""
    id = UUID(job_.payload["sms"])
    row = await tx.fetchrow("select * from sent_sms where id = $1 and state = 'queued' for update", id)
    if row is None:
        return
    if row["event"] in PROMOTIONAL and await has_stopped(tx, row["to_phone"]):
        await _settle(tx, row, "cancelled", problem="la personne a répondu STOP")
        return
    try:
        provider, ref = await _leave(
            tx, Outgoing(str(id), row["to_phone"], row["body"], row["event"] in PROMOTIONAL)
        )
    except SmsRefused as refusal:
        await _settle(tx, row, "failed", problem=refusal.reason)
    except (GatewayBusy, NoCredit) as busy:
        if job_.attempt < ATTEMPTS:
            raise
        await _settle(tx, row, "failed", problem=busy.sentence)
    else:
        await _settle(tx, row, "sent", provider=provider, ref=ref)


async def _leave(tx: TenantTransaction, sms: Outgoing) -> tuple[str | None, str | None]:
    choice = await chosen(tx)
    if choice is None or await stays_inside(tx):
        return None, None
    name, keys = choice
    return name, await send_by(name, keys, sms)


async def _settle(
    tx: TenantTransaction, row: object, state: str, *, problem: str | None = None,
    provider: str | None = None, ref: str | None = None,
) -> None:  # fmt: skip
    sms: dict[str, object] = dict(row)  # type: ignore[call-overload]
    await tx.execute(
        SETTLE, sms["id"], state, problem, provider, ref, clock.now() if state == "sent" else None
    )
    id, dossier = UUID(str(sms["id"])), sms["dossier_id"]
    said = {"event": sms["event"], "to": sms["to_phone"]} | ({"problem": problem} if problem else {})
    record(tx, "sms", id, f"sms.{state}", dossier_id=UUID(str(dossier)) if dossier else None, after=said)
    tell(tx, "outbox", id)
