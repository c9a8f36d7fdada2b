"""What staff may do with somebody's access: send a link, close it, see when it last served (AUTH-08, AUTH-09).

Nobody reads or types another person's password.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.identity import capability
from odissee.platform.identity.accounts import account_of
from odissee.platform.identity.invitations import INVITATION, AlreadyIn, invite
from odissee.platform.identity.password_change import RESET
from odissee.platform.identity.password_reset import send_reset_link
from odissee.platform.identity.session_list import end_sessions
from odissee.platform.journal import record, reversible

LAST = """
select m.revoked_at, m.login_id is not null as open, l.password_changed_at,
       l.totp_on is not null as second_step, s.created_at as at, coalesce(s.ip, '') as ip,
       (select max(c.created_at) from capability c where c.scope = 'invitation' and c.subject_id = m.id) as invited_at,
       (select max(o.last_seen_at) from session o where o.membership_id = m.id) as seen_at
  from membership m left join login l on l.id = m.login_id
  left join lateral (select created_at, ip from session where membership_id = m.id
                      order by created_at desc limit 1) s on true
 where m.id = $1"""


@dataclass(frozen=True, slots=True)
class LastConnection:
    """The state of an access. `at` and `ip`: the last login; `seen_at`: the last page asked for."""

    open: bool
    revoked_at: datetime | None
    invited_at: datetime | None
    at: datetime | None
    ip: str
    seen_at: datetime | None
    password_changed_at: datetime | None
    second_step: bool


async def last_connection(tx: TenantTransaction, membership_id: UUID) -> LastConnection:
    row = await tx.fetchrow(LAST, membership_id)
    if row is None:
        raise NotFound
    return LastConnection(**row)


async def send_reset(tx: TenantTransaction, membership_id: UUID, by: str, phone: str = "") -> None:
    """« Renvoyer un lien »: a reset link, or the invitation again for somebody who never accepted it."""
    account = await account_of(tx, membership_id)
    if account is None:
        await invite(tx, membership_id, by, phone)
        return
    await send_reset_link(tx, account)
    record(tx, "membership", membership_id, "access.reset_sent")


async def revoke_access(tx: TenantTransaction, membership_id: UUID) -> Any:
    """Close an access at once: sessions, links and invitations end. Returns the journal entry, for undo."""
    row = await tx.fetchrow(
        "update membership set revoked_at = $2 where id = $1 and revoked_at is null returning login_id",
        membership_id, clock.now(),
    )  # fmt: skip
    if row is None:
        raise NotFound
    await end_sessions(tx, membership_id)
    for scope in (INVITATION, RESET):
        await capability.revoke(tx, scope, membership_id)
    await tx.execute(
        "delete from login_tenant where login_id = $1 and tenant_id = $2", row["login_id"], tx.tenant
    )
    return record(tx, "membership", membership_id, "access.revoked")


async def restore_access(tx: TenantTransaction, membership_id: UUID) -> None:
    """Open it again; the ended sessions stay ended. `AlreadyIn` when the address got another access meanwhile."""
    row = await tx.fetchrow(
        "update membership set revoked_at = null where id = $1 and revoked_at is not null returning login_id",
        membership_id,
    )
    if row is None:
        raise AlreadyIn
    if row["login_id"] is not None:
        await tx.execute(
            "insert into login_tenant values ($1, $2) on conflict do nothing", row["login_id"], tx.tenant
        )


@reversible("access.revoked", "staff.manage")
async def open_again(tx: TenantTransaction, row: Any) -> None:
    await restore_access(tx, row["subject_id"])
