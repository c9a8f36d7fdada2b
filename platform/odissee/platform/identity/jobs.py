"""Work about accounts that must not show in the time of an answer."""

from odissee.platform.db import TenantTransaction
from odissee.platform.identity.password_reset import answer_reset
from odissee.platform.jobs import Job, job


@job("identity.password_reset")
async def password_reset(tx: TenantTransaction, job: Job) -> None:
    """A forgotten password was announced for an address, known or not."""
    await answer_reset(tx, job.payload["email"])
