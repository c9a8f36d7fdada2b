"""Somebody's appointment, or who is told of it, may have changed: said by whoever writes it, heard by other features."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from odissee.platform.db import TenantTransaction

Listener = Callable[[TenantTransaction, UUID], Awaitable[None]]
ON_VISIT_CHANGED: list[Listener] = []
"""Called in the transaction that changes; a listener only notes that it has to look again later."""


async def visit_changed(tx: TenantTransaction, dossier_id: UUID) -> None:
    """An appointment of this dossier was set, moved or cancelled, its people changed, or it was given up or reopened."""
    for listener in ON_VISIT_CHANGED:
        await listener(tx, dossier_id)
