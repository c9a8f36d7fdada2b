"""Sessions: an opaque token in a host-only cookie, its hash in the database."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.rights.actor import Actor
from odissee.platform.settings import settings

SESSION_LIFE = timedelta(days=14)
SHORT_LIFE = timedelta(hours=12)
"""On a device that is not one's own the session lasts a working day at most."""

FRESH_LIFE = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=5)
"""`last_seen_at` is written at most this often: reading a page stays a read."""


def session_cookie_name() -> str:
    """`__Host-` needs TLS; without it (a laptop) the cookie is plain and still host-only."""
    return "__Host-session" if settings().secure else "session"


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def open_session(
    tx: TenantTransaction,
    membership_id: UUID,
    ip: str,
    user_agent: str,
    device: str = "",
    life: timedelta = SESSION_LIFE,
    fresh: bool = True,
) -> str:
    """A new session just proved; returns the token for the cookie, which is stored nowhere."""
    token, now = secrets.token_urlsafe(32), clock.now()
    await tx.execute(
        """insert into session (id, token_hash, membership_id, created_at, last_seen_at, expires_at, fresh_until,
             ip, user_agent, device_hash) values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)""",
        new_id(), token_hash(token), membership_id, now, now + life, now + FRESH_LIFE if fresh else None,
        ip, user_agent[:300], token_hash(device) if device else None,
    )  # fmt: skip
    return token


async def end_session(tx: TenantTransaction, session_id: UUID) -> None:
    await tx.execute(
        "update session set revoked_at = $2 where id = $1 and revoked_at is null", session_id, clock.now()
    )


async def actor_of(tx: TenantTransaction, token: str | None) -> Actor | None:
    """The person of a session cookie, with the company's grants, in one query; None when it has ended.

    `tx.state["examples"]` then says whether the company holds example data, for the banner of its pages, and
    `tx.state["last_act"]` the number of its last journal entry, by which pages keep what holds until an act.

    A new password ends the older sessions of the person in every company at once, without touching a row
    of the other companies.
    """
    if not token:
        return None
    row = await tx.fetchrow(
        """select s.id, s.last_seen_at, s.fresh_until, m.id as membership_id, m.login_id, m.kind,
                  m.display_name, m.initials, m.profiles, m.staff_id, m.contact_id, m.site_ids,
                  (select jsonb_agg(jsonb_build_array(profile, permission, scope)) from permission_grant)
                    as grants,
                  exists (select from example_row) as examples,
                  (select seq + closed_up * 1000000000000 from journal_head) as last_act
             from session s join membership m on m.id = s.membership_id left join login l on l.id = m.login_id
            where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and m.revoked_at is null
              and coalesce(s.created_at >= l.password_changed_at, true)
              and coalesce(m.active_from <= $3, true) and coalesce(m.active_until >= $3, true)""",
        token_hash(token), clock.now(), clock.today(),
    )  # fmt: skip
    if row is None:
        return None
    tx.state["examples"], tx.state["last_act"] = row["examples"], row["last_act"] or 0
    if clock.now() - row["last_seen_at"] > SEEN_EVERY:
        await tx.execute("update session set last_seen_at = $2 where id = $1", row["id"], clock.now())
    return _actor(row)


def _actor(row: Any) -> Actor:
    return Actor(
        session_id=row["id"],
        membership_id=row["membership_id"],
        login_id=row["login_id"],
        kind=row["kind"],
        name=row["display_name"],
        initials=row["initials"],
        profiles=tuple(row["profiles"]),
        staff_id=row["staff_id"],
        contact_id=row["contact_id"],
        sites=None if row["site_ids"] is None else frozenset(row["site_ids"]),
        fresh_until=row["fresh_until"],
        grants=tuple(sorted(tuple(g) for g in row["grants"] or ())),
    )
