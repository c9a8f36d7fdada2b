"""Answers to the guards of the lifecycle that samples decide."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers import guard_check

AWAITED = "select exists (select from asbestos_sample where dossier_id = $1 and result = 'awaited')"


@guard_check("has_sample")
async def has_sample(tx: TenantTransaction, row: Any) -> bool:
    """« Analyse » needs a sample that waits for its result."""
    return bool(await tx.fetchval(AWAITED, row["id"]))


@guard_check("sample_awaited")
async def sample_awaited(tx: TenantTransaction, row: Any) -> bool:
    """The papers are here, the laboratory is not."""
    return bool(await tx.fetchval(AWAITED, row["id"]))


@guard_check("no_sample_awaited")
async def no_sample_awaited(tx: TenantTransaction, row: Any) -> bool:
    """Nothing is at the laboratory."""
    return not await tx.fetchval(AWAITED, row["id"])
