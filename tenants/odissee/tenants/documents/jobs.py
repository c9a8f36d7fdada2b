"""What happens to documents in the worker: reading, the one PDF of all reports, the notary's ZIP."""

from datetime import date
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, job
from odissee.tenants.documents import guards  # noqa: F401 - answers a guard of the lifecycle
from odissee.tenants.documents.bundle import join_reports
from odissee.tenants.documents.notary import export_for_notary
from odissee.tenants.documents.prefect import call
from odissee.tenants.documents.proof import keep_proof
from odissee.tenants.documents.read_report import read_report


@job("document.read")
async def read(tx: TenantTransaction, job_: Job) -> None:
    """Kind, numbers, words and first page of a PDF."""
    row = await tx.fetchrow("select * from document where id = $1", UUID(job_.payload["document"]))
    if row is not None and row["trashed_at"] is None:
        await read_report(tx, row)


@job("document.join")
async def join(tx: TenantTransaction, job_: Job) -> None:
    """All reports of a dossier in one PDF."""
    await join_reports(tx, UUID(job_.payload["dossier"]))


@job("document.notary")
async def export(tx: TenantTransaction, job_: Job) -> None:
    """The ZIP for the notary."""
    await export_for_notary(tx, UUID(job_.payload["dossier"]))


@job("document.proof")
async def proof(tx: TenantTransaction, job_: Job) -> None:
    """The vault of proofs of a dossier."""
    await keep_proof(tx, UUID(job_.payload["dossier"]))


@job("document.prefect")
async def prefect(tx: TenantTransaction, job_: Job) -> None:
    """The copy that is owed to the prefect, while its task waits."""
    told = job_.payload
    await call(tx, UUID(told["document"]), told["text"], date.fromisoformat(told["delivered"]))
