"""People who answered STOP: no reminder nor request for a review by SMS any more."""

from odissee.platform import clock
from odissee.platform.db import TenantTransaction


async def has_stopped(tx: TenantTransaction, phone: str) -> bool:
    """Whether this number said STOP to the company."""
    return bool(await tx.fetchval("select exists (select from sms_stop where phone = $1)", phone))


async def stop(tx: TenantTransaction, phone: str) -> None:
    """Note a STOP; a second one changes nothing."""
    await tx.execute(
        "insert into sms_stop (phone, at) values ($1, $2) on conflict (tenant_id, phone) do nothing",
        phone,
        clock.now(),
    )
