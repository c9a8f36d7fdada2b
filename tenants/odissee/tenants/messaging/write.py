"""Beginning a conversation, answering in it, having read it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.live import tell
from odissee.platform.rights import Actor

BEGIN = """insert into conversation (id, subject, audience, dossier_id, latest_at, created_by)
           values ($1, $2, $3, $4, $5, $6)"""
JOIN = """insert into conversation_member (id, conversation_id, membership_id, created_by) values ($1, $2, $3, $4)
          on conflict (tenant_id, conversation_id, membership_id) do nothing"""
SAY = """insert into internal_message (id, conversation_id, author_id, author_name, text, at, created_by)
         values ($1, $2, $3, $4, $5, $6, $3)"""
MINE = """select c.* from conversation c join conversation_member m on m.conversation_id = c.id
           where c.id = $1 and m.membership_id = $2"""
READ = "update conversation_member set read_at = $3 where conversation_id = $1 and membership_id = $2"
MEMBERS = "select membership_id from conversation_member where conversation_id = $1"


async def send_message(
    tx: TenantTransaction, actor: Actor, recipients: Iterable[UUID], subject: str, text: str, *,
    dossier_id: UUID | None = None, audience: str = "",
) -> UUID:  # fmt: skip
    """Begin a conversation with these memberships; its author is always one of its members. Returns its id."""
    id, now = new_id(), clock.now()
    await tx.execute(BEGIN, id, subject, audience, dossier_id, now, actor.membership_id)
    members = {actor.membership_id, *recipients}
    await tx.executemany(JOIN, [(new_id(), id, member, actor.membership_id) for member in sorted(members)])
    await _say(tx, actor, id, text)
    return id


async def answer(tx: TenantTransaction, actor: Actor, conversation_id: UUID, text: str) -> None:
    """One more message; raises `NotFound` for whoever is not a member."""
    await mine(tx, actor, conversation_id)
    await _say(tx, actor, conversation_id, text)


async def mine(tx: TenantTransaction, actor: Actor, conversation_id: UUID) -> Any:
    """The conversation's row; absent, foreign or other people's: `NotFound` alike."""
    row = await tx.fetchrow(MINE, conversation_id, actor.membership_id)
    if row is None:
        raise NotFound
    return row


async def have_read(tx: TenantTransaction, actor: Actor, conversation_id: UUID) -> None:
    """Everything until now."""
    await tx.execute(READ, conversation_id, actor.membership_id, clock.now())
    tell(tx, "bell", actor.membership_id)


async def _say(tx: TenantTransaction, actor: Actor, conversation_id: UUID, text: str) -> None:
    now = clock.now()
    await tx.execute(SAY, new_id(), conversation_id, actor.membership_id, actor.name, text, now)
    await tx.execute("update conversation set latest_at = $2 where id = $1", conversation_id, now)
    await tx.execute(READ, conversation_id, actor.membership_id, now)
    tell(tx, "conversation", conversation_id)
    for row in await tx.fetch(MEMBERS, conversation_id):
        tell(tx, "bell", row["membership_id"])
