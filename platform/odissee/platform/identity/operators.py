"""The people who run Odissée: their own table, their own host, their own sessions."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity.sessions import token_hash

OPERATOR_SESSION = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator sees companies and usage, never a company's rows without its consent."""

    id: UUID
    login_id: UUID
    name: str


async def operator_of(tx: TenantTransaction, token: str | None) -> Operator | None:
    """The operator of a console cookie; None when it has ended."""
    if not token:
        return None
    row = await tx.fetchrow(
        """select o.id, o.login_id, o.name from operator_session s join operator o on o.id = s.operator_id
            where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and o.revoked_at is null""",
        token_hash(token),
        clock.now(),
    )
    return Operator(row["id"], row["login_id"], row["name"]) if row else None


async def open_operator_session(tx: TenantTransaction, operator_id: UUID) -> str:
    """A session of one working day; returns the token for the cookie."""
    token = secrets.token_urlsafe(32)
    await tx.execute(
        "insert into operator_session (token_hash, operator_id, expires_at) values ($1, $2, $3)",
        token_hash(token),
        operator_id,
        clock.now() + OPERATOR_SESSION,
    )
    return token
