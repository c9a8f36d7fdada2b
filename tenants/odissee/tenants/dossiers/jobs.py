"""A contact's new name reaches the dossiers that show it."""

from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.jobs import Job, enqueue, job
from odissee.platform.live import tell
from odissee.tenants.contacts import ON_CONTACT_CHANGED
from odissee.tenants.dossiers.refresh import refresh


async def contact_renamed(tx: TenantTransaction, contact_id: UUID) -> None:
    """Ask for the refresh; an agency may stand on hundreds of dossiers."""
    if await tx.fetchval("select exists (select from dossier_contact where contact_id = $1)", contact_id):
        await enqueue(
            tx, "dossier.contact_changed", {"contact": str(contact_id)}, f"dossier.contact:{new_id()}"
        )


ON_CONTACT_CHANGED.append(contact_renamed)


@job("dossier.contact_changed")
async def refresh_dossiers(tx: TenantTransaction, job_: Job) -> None:
    """Names, city and search rows of every dossier of the contact."""
    rows = await tx.fetch(
        "select dossier_id from dossier_contact where contact_id = $1", UUID(job_.payload["contact"])
    )
    for row in rows:
        await refresh(tx, row["dossier_id"])
        tell(tx, "dossier", row["dossier_id"])
