from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, job
from odissee.tenants.properties.locate import locate


@job("property.locate")
async def locate_property(tx: TenantTransaction, job: Job) -> None:
    """Place a property whose address was typed and not chosen."""
    await locate(tx, UUID(job.payload["property_id"]), job.payload["text"])
