"""The kernel's own job: nothing, to prove that the chain from row to effect is alive (`./odissee doctor`)."""

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs.handlers import Job, job


@job("kernel.ping")
async def ping(tx: TenantTransaction, job_: Job) -> None:
    """Does nothing, successfully."""
