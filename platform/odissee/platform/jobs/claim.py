"""Claim, run, settle: one job, one effect, whatever dies in between."""

import logging
import random
import uuid
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.errors import OdisseeError
from odissee.platform.jobs.handlers import HANDLERS, Job
from odissee.platform.observability import JOBS, span

log = logging.getLogger("odissee.jobs")
LEASE = timedelta(seconds=60)
"""Longer than any handler should take; the row lock protects, the lease only says when to try again."""
ATTEMPTS = 8


async def run_job(tenant: UUID, job_id: UUID) -> None:
    """Run one published job; silently does nothing when it is done, early or already claimed."""
    me = uuid.uuid4()
    claimed = await _claim(tenant, job_id, me)
    if claimed is None:
        return
    try:
        with span("job", kind=claimed.kind, job=str(job_id)):
            await _effect(claimed, me)
        JOBS.labels(claimed.kind, "done").inc()
    except Exception as error:
        ours = isinstance(error, OdisseeError)
        log.warning(
            "job failed", extra={"job": str(job_id), "kind": claimed.kind}, exc_info=None if ours else error
        )
        await _settle_failure(claimed, me, error)


async def _claim(tenant: UUID, job_id: UUID, me: UUID) -> Job | None:
    now = clock.now()
    async with db.tenant(tenant) as tx:
        row = await tx.fetchrow(
            """update job set state = 'running', lease_by = $2, lease_until = $3, attempts = attempts + 1,
                      started_at = clock_timestamp()
                where id = $1 and not_before <= $4
                  and (state = 'ready' or (state = 'running' and lease_until < $4)) returning *""",
            job_id, me, now + LEASE, now,
        )  # fmt: skip
    return Job(row["id"], tenant, row["kind"], row["payload"], row["attempts"]) if row else None


async def _effect(claimed: Job, me: UUID) -> None:
    async with db.tenant(claimed.tenant_id) as tx:
        row = await tx.fetchrow(
            "select request_id from job where id = $1 and lease_by = $2 and state = 'running' for update",
            claimed.id, me,
        )  # fmt: skip
        if row is None:
            return  # the lease was lost: another worker has it
        tx.state.update(via="tâche", request_id=row["request_id"], job=claimed)
        handler = HANDLERS.get(claimed.kind)
        if handler is None:
            raise UnknownKind(claimed.kind)
        await handler(tx, claimed)
        await tx.execute(
            "update job set state = 'done', done_at = clock_timestamp(), lease_until = null where id = $1",
            claimed.id,
        )
        await tx.execute("select pg_notify('job', '')")


class UnknownKind(OdisseeError):
    """No handler in this version of the program; a newer worker may have it."""

    permanent = False

    def __init__(self, kind: str) -> None:
        super().__init__(f"Tâche inconnue de cette version : {kind}.")


async def _settle_failure(claimed: Job, me: UUID, error: Exception) -> None:
    dead = claimed.attempt >= ATTEMPTS or (isinstance(error, OdisseeError) and error.permanent)
    JOBS.labels(claimed.kind, "dead" if dead else "retried").inc()
    delay = min(0.5 * 2**claimed.attempt, 900) * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, not a secret
    async with db.tenant(claimed.tenant_id) as tx:
        await tx.execute(
            """update job set state = $3, published_at = null, lease_until = null, last_error = $4, not_before = $5
                where id = $1 and lease_by = $2 and state = 'running'""",
            claimed.id, me, "dead" if dead else "ready", _said(error), clock.now() + timedelta(seconds=delay),
        )  # fmt: skip
        await tx.execute("select pg_notify('job', '')")


def _said(error: Any) -> str:
    text = error.sentence if isinstance(error, OdisseeError) else f"{type(error).__name__}: {error}"
    return str(text)[:500]
