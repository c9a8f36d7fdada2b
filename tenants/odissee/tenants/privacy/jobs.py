"""In the worker: the purge of every night, the certificate of an erasure."""

from datetime import time
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, daily, job
from odissee.tenants.privacy.certificate import keep_certificate
from odissee.tenants.privacy.purge import purge


@daily("privacy.purge", time(3, 20))
async def purge_tonight(tx: TenantTransaction, job_: Job) -> None:
    """What the retention rules take away."""
    await purge(tx)


@job("privacy.certificate")
async def certify(tx: TenantTransaction, job_: Job) -> None:
    """Print the certificate of an erasure."""
    await keep_certificate(tx, UUID(job_.payload["erasure"]))
