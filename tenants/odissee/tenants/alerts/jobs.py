"""Alerts in the worker: one that leaves, a visit that changed, and what comes back every day."""

from datetime import time
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, daily, job
from odissee.tenants.alerts import hook, told_expiry, told_papers, told_visits  # noqa: F401 - what may be told
from odissee.tenants.alerts.expiry import plan_expiries
from odissee.tenants.alerts.leave import leave
from odissee.tenants.alerts.reminders import plan_reminders
from odissee.tenants.alerts.visit_notices import tell_changes


@job("alert.send")
async def send_alert(tx: TenantTransaction, job_: Job) -> None:
    """At its hour, once."""
    await leave(tx, UUID(job_.payload["alert"]))


@job("visit.notice")
async def notice_visit(tx: TenantTransaction, job_: Job) -> None:
    """Somebody touched an appointment, or the people around it."""
    await tell_changes(tx, UUID(job_.payload["dossier"]))


@daily("visit.reminders", time(17))
async def remind_visits(tx: TenantTransaction, job_: Job) -> None:
    """J-2 and J-1."""
    await plan_reminders(tx)


@daily("alert.expiries", time(9))
async def announce_expiries(tx: TenantTransaction, job_: Job) -> None:
    """Diagnostics that near their last day."""
    await plan_expiries(tx)
