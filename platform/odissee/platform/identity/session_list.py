"""The sessions that a person sees and ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.identity.device_name import device_icon, device_name
from odissee.platform.identity.sessions import FRESH_LIFE

OPEN = """select s.id, s.created_at, s.last_seen_at, coalesce(s.ip, '') as ip, coalesce(s.user_agent, '') as agent
            from session s join membership m on m.id = s.membership_id left join login l on l.id = m.login_id
           where s.membership_id = $1 and s.revoked_at is null and s.expires_at > $2
             and coalesce(s.created_at >= l.password_changed_at, true)
           order by s.last_seen_at desc, s.id desc limit 50"""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One line of the list; `ip` is where the session was opened."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    ip: str
    agent: str

    @property
    def device(self) -> str:
        return device_name(self.agent)

    @property
    def icon(self) -> str:
        return device_icon(self.agent)


async def sessions_of(tx: TenantTransaction, membership_id: UUID) -> list[OpenSession]:
    return [OpenSession(**row) for row in await tx.fetch(OPEN, membership_id, clock.now())]


async def end_own_session(tx: TenantTransaction, membership_id: UUID, session_id: UUID) -> None:
    """Raises `NotFound` for a session that is not the person's own."""
    done = await tx.execute(
        "update session set revoked_at = $3 where id = $1 and membership_id = $2 and revoked_at is null",
        session_id,
        membership_id,
        clock.now(),
    )
    if done != "UPDATE 1":
        raise NotFound


async def end_sessions(tx: TenantTransaction, membership_id: UUID, keep: UUID | None = None) -> None:
    """End all of a person's sessions in this company, but `keep`."""
    await tx.execute(
        """update session set revoked_at = $3
            where membership_id = $1 and revoked_at is null and id is distinct from $2""",
        membership_id, keep, clock.now(),
    )  # fmt: skip


async def make_fresh(tx: TenantTransaction, session_id: UUID) -> None:
    """Note that the person has just proved who they are: sensitive acts are open for ten minutes."""
    await tx.execute(
        "update session set fresh_until = $2 where id = $1", session_id, clock.now() + FRESH_LIFE
    )
