"""What the worker does for missing documents: reminders, answers, messages that came in."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, job
from odissee.tenants.missing.incoming import file_message
from odissee.tenants.missing.remind import remind_by_clock
from odissee.tenants.missing.thank import thank as write_thanks


@job("missing.remind")
async def remind(tx: TenantTransaction, job_: Job) -> None:
    """A reminder whose day has come, if its request still waits."""
    await remind_by_clock(tx, job_.payload)


@job("missing.thank")
async def thank(tx: TenantTransaction, job_: Job) -> None:
    """One answer for the files of one sending."""
    await write_thanks(tx, job_.payload, f"missing.thank:{job_.id}")


@job("mail.inbound")
async def inbound(tx: TenantTransaction, job_: Job) -> None:
    """The pieces of a message go to their dossier."""
    await file_message(tx, UUID(job_.payload["mail"]))
