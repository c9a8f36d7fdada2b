"""Writing a job: same key, one effect, whoever asks and however often."""

from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id

INSERT = """insert into job (id, kind, payload, dedup_key, not_before, request_id)
            values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, dedup_key) do nothing"""


async def enqueue(
    tx: TenantTransaction,
    kind: str,
    payload: dict[str, Any],
    dedup_key: str,
    not_before: datetime | None = None,
) -> UUID:
    """Add a job to this transaction; a key already used changes nothing. Returns the new id."""
    id = new_id()
    await tx.execute(
        INSERT, id, kind, payload, dedup_key, not_before or clock.now(), tx.state.get("request_id")
    )
    return id


async def enqueue_many(tx: TenantTransaction, kind: str, items: list[tuple[str, dict[str, Any]]]) -> None:
    """Many jobs of one kind, as (dedup_key, payload), in one statement."""
    now, request_id = clock.now(), tx.state.get("request_id")
    await tx.executemany(INSERT, [(new_id(), kind, payload, key, now, request_id) for key, payload in items])
