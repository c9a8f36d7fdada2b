"""Links of 128 bits: hashed at rest, bound to one scope and one subject, expiring, revocable, used once.

Opening changes nothing (mail scanners open links); `use` is for the POST behind a visible button.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Gone
from odissee.platform.identity.sessions import token_hash

BYTES = 16
"""128 bits: 22 signs of base64url, short enough for an SMS."""

FIND = """select id, scope, subject_id, contact_id, sent_to, data, expires_at, used_at from capability
           where token_hash = $1 and scope = $2 and revoked_at is null and expires_at > $3"""


@dataclass(frozen=True, slots=True)
class Capability:
    """What a link allows; `used_at` is set once it has served."""

    id: UUID
    scope: str
    subject_id: UUID
    contact_id: UUID | None
    sent_to: str | None
    data: dict[str, Any]
    expires_at: datetime
    used_at: datetime | None


async def grant(
    tx: TenantTransaction,
    scope: str,
    subject_id: UUID,
    contact_id: UUID | None,
    sent_to: str | None,
    expires_at: datetime,
    data: dict[str, Any] | None = None,
) -> str:
    """Make a link's token; it is stored nowhere, so it is read here or never."""
    token = secrets.token_urlsafe(BYTES)
    await tx.execute(
        """insert into capability (id, token_hash, scope, subject_id, contact_id, sent_to, expires_at, data, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        new_id(), token_hash(token), scope, subject_id, contact_id, sent_to, expires_at, data or {}, clock.now(),
    )  # fmt: skip
    return token


async def open(tx: TenantTransaction, token: str, scope: str, *, again: bool = False) -> Capability:
    """What the link allows. Unknown, foreign, expired, revoked and used raise the same `Gone`.

    `again`: also when it has been used (a document that may be read twice).
    """
    row = await tx.fetchrow(FIND, token_hash(token), scope, clock.now())
    if row is None or (row["used_at"] is not None and not again):
        raise Gone
    return Capability(**row)


async def use(tx: TenantTransaction, token: str, scope: str) -> Capability:
    """Consume the link: of two people who press at once, one gets it and the other `Gone`."""
    row = await tx.fetchrow(
        """update capability set used_at = $3 where token_hash = $1 and scope = $2 and revoked_at is null
              and used_at is null and expires_at > $3
        returning id, scope, subject_id, contact_id, sent_to, data, expires_at, used_at""",
        token_hash(token), scope, clock.now(),
    )  # fmt: skip
    if row is None:
        raise Gone
    return Capability(**row)


async def revoke(tx: TenantTransaction, scope: str, subject_id: UUID) -> None:
    """End every link of a scope for one subject, such as the older invitations of a person."""
    await tx.execute(
        "update capability set revoked_at = $3 where scope = $1 and subject_id = $2 and revoked_at is null",
        scope,
        subject_id,
        clock.now(),
    )
