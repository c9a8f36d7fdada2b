"""Notes to the team on a dossier."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.live import tell
from odissee.platform.rights import Actor

ON_NOTE: list[Callable[[TenantTransaction, Actor, Any, str, UUID], Awaitable[str]]] = []
"""(tx, author, dossier, text, note) → what the author is told of it, empty when nothing."""


async def keep_note(tx: TenantTransaction, actor: Actor, dossier: Any, text: str) -> str:
    """Keep a note; returns what whoever listens did with it."""
    id = new_id()
    await tx.execute(
        "insert into comment (id, dossier_id, text, author_name, created_by) values ($1, $2, $3, $4, $5)",
        id, dossier["id"], text, actor.name, actor.membership_id,
    )  # fmt: skip
    tell(tx, "dossier", dossier["id"])
    said = [await listener(tx, actor, dossier, text, id) for listener in ON_NOTE]
    return " ".join(words for words in said if words)
