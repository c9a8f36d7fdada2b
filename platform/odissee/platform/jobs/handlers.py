"""Handlers by kind, and what a running job knows of itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, db


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job; `attempt` counts from 1."""

    id: UUID
    tenant_id: UUID
    kind: str
    payload: dict[str, Any]
    attempt: int


Handler = Callable[[TenantTransaction, Job], Awaitable[None]]
HANDLERS: dict[str, Handler] = {}


def job(kind: str) -> Callable[[Handler], Handler]:
    """Declare the handler of a kind; it runs inside the company's transaction and must not commit."""

    def register(handler: Handler) -> Handler:
        if kind in HANDLERS:
            raise ValueError(f"two handlers for {kind}")
        HANDLERS[kind] = handler
        return handler

    return register


async def progress(job_: Job, done: int, total: int) -> None:
    """Say how far a long job is; visible at once, in a transaction of its own."""
    async with db.apart(job_.tenant_id) as tx:
        await tx.execute(
            "update job set done_count = $2, total_count = $3 where id = $1", job_.id, done, total
        )
