"""Keys of partners: made and shown once, kept as a hash, revoked at once (rights `api_key.manage`)."""

import hashlib
import secrets
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.fields import parse_text
from odissee.platform.journal import Entry, record

LEAD = "odl_"
"""How a key begins, so that one found in a file says what it opens."""
KEYS = "select * from lead_key order by revoked_at is not null, created_at desc, id limit 100"
OPEN = "update lead_key set last_used_at = $2 where key_hash = $1 and revoked_at is null returning id, label"


class BadKey(OdisseeError):
    """No key, an unknown one, or one that was revoked: the same answer."""

    status = 401
    title = "Clé absente, inconnue ou révoquée. Demandez-en une à la société."


async def keys_of(tx: TenantTransaction) -> list[Any]:
    """The living first."""
    return await tx.fetch(KEYS)


async def make_key(tx: TenantTransaction, typed: str) -> str:
    """A new key, told here or never; raises `FieldError` without a name."""
    label, key, id = parse_text(typed, maximum=80), LEAD + secrets.token_urlsafe(30), new_id()
    actor = tx.state.get("actor")
    await tx.execute(
        "insert into lead_key (id, label, key_hash, hint, created_by) values ($1, $2, $3, $4, $5)",
        id, label, _hash(key), key[:10], actor.membership_id if actor else None,
    )  # fmt: skip
    record(tx, "lead_key", id, "lead_key.made", after={"label": label})
    return key


async def revoke_key(tx: TenantTransaction, key_id: UUID) -> Entry:
    """It opens nothing from now on. There is no way back: a key that was out is made anew."""
    label = await tx.fetchval(
        "update lead_key set revoked_at = $2 where id = $1 and revoked_at is null returning label",
        key_id, clock.now(),
    )  # fmt: skip
    if label is None:
        raise NotFound
    return record(tx, "lead_key", key_id, "lead_key.revoked", before={"label": label})


async def partner_of(tx: TenantTransaction, header: str | None) -> Any:
    """The key behind `Authorization: Bearer …`; raises `BadKey`."""
    scheme, _, key = (header or "").partition(" ")
    row = await tx.fetchrow(OPEN, _hash(key.strip()), clock.now()) if scheme.lower() == "bearer" else None
    if row is None:
        raise BadKey
    return row


def _hash(key: str) -> bytes:
    """A key is 240 random bits: a plain hash is enough."""
    return hashlib.sha256(key.encode()).digest()
