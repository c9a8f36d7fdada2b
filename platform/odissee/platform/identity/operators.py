"""The people who run Odissée: their own table, their own host, their own sessions, a second step always."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.identity.passwords import email_hash, hash_password
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


async def end_operator_session(tx: TenantTransaction, token: str | None) -> None:
    if token:
        await tx.execute(
            "update operator_session set revoked_at = $2 where token_hash = $1 and revoked_at is null",
            token_hash(token),
            clock.now(),
        )


async def create_operator(email: str, name: str) -> str:
    """An operator from the command line; returns the password to hand over, readable here and never again.

    Somebody who already has a login keeps its password: the answer is then empty. The second step is
    enrolled at the first login, without which the console stays shut.
    """
    password = secrets.token_urlsafe(15)
    hashed = await asyncio.to_thread(hash_password, password)
    async with db.commons() as tx:
        login_id, kept = await tx.fetchrow(  # type: ignore[misc]  # an upsert returns its row
            """insert into login as l (id, email_hash, password_hash) values ($1, $2, $3)
               on conflict (email_hash) do update set password_hash = coalesce(l.password_hash, $3)
               returning id, password_hash""",
            new_id(), email_hash(email), hashed,
        )  # fmt: skip
        await tx.execute(
            """insert into operator (id, login_id, name) values ($1, $2, $3)
               on conflict (login_id) do update set name = excluded.name, revoked_at = null""",
            new_id(), login_id, name,
        )  # fmt: skip
    return password if kept == hashed else ""
