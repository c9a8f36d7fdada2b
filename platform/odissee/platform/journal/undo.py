"""Undo is the inverse act, offered for ten seconds in a toast and later from the timeline."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.journal.entries import record

Inverse = Callable[[TenantTransaction, Any], Awaitable[None]]
INVERSES: dict[str, tuple[str, Inverse]] = {}
"""verb → (permission that the undo asks for, inverse act on the journal row)."""


class NothingToUndo(Conflict):
    """Already undone, or a later act stands on it."""

    title = "Trop tard : cette action a déjà été annulée, ou une autre l’a suivie."


def reversible(verb: str, permission: str) -> Callable[[Inverse], Inverse]:
    """Declare the inverse of a verb; it raises `NothingToUndo` when the state has moved on."""

    def register(inverse: Inverse) -> Inverse:
        INVERSES[verb] = (permission, inverse)
        return inverse

    return register


async def undo(tx: TenantTransaction, entry_id: UUID, may: Callable[[str], bool]) -> Any:
    """Run the inverse of an entry once; returns the entry's row."""
    row = await tx.fetchrow("select * from journal_entry where id = $1", entry_id)
    if row is None or row["verb"] not in INVERSES:
        raise NotFound
    permission, inverse = INVERSES[row["verb"]]
    if not may(permission):
        raise NotFound
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"undo:{entry_id}")
    if await tx.fetchval("select exists (select from journal_entry where undoes = $1)", entry_id):
        raise NothingToUndo
    await inverse(tx, row)
    record(
        tx, row["subject_kind"], row["subject_id"], f"{row['verb']}.undone",
        before=row["after"], after=row["before"], dossier_id=row["dossier_id"], undoes=entry_id,
    )  # fmt: skip
    return row
