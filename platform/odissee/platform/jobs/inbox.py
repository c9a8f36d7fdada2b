"""What comes in is stored with its own key in the transaction that acts on it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict


class OtherBody(Conflict):
    """The same key came with another body."""

    title = "Cette clé a déjà servi pour un autre contenu. Utilisez une clé nouvelle."


@dataclass(frozen=True, slots=True)
class Replay:
    """The answer given the first time."""

    answer: Any


async def once(
    tx: TenantTransaction, source: str, key: str, body: bytes, answer: Any = None
) -> Replay | None:
    """None the first time (and the entry is kept); the first answer afterwards; `OtherBody` on another body."""
    digest = hashlib.sha256(body).digest()
    fresh = await tx.fetchval(
        """insert into inbox_entry (id, source, key, body_hash, answer) values ($1, $2, $3, $4, $5)
           on conflict (tenant_id, source, key) do nothing returning id""",
        new_id(), source, key, digest, answer,
    )  # fmt: skip
    if fresh:
        return None
    row = await tx.fetchrow(
        "select body_hash, answer from inbox_entry where source = $1 and key = $2", source, key
    )
    if row is None or row["body_hash"] != digest:
        raise OtherBody
    return Replay(row["answer"])
