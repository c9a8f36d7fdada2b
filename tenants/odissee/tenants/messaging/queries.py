"""Reads of one person's conversations: constant numbers of queries."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import visible_ids

SHOWN = 40
END_OF_TIME = datetime.max.replace(tzinfo=UTC)
LIST = """
select c.id, c.subject, c.audience, c.dossier_id, c.latest_at, d.number, l.text, l.author_name, l.author_id,
       exists (select from internal_message u where u.conversation_id = c.id and u.author_id is distinct from $1
                  and u.at > coalesce(m.read_at, '-infinity')) as unread,
       array(select p.display_name from conversation_member o join membership p on p.id = o.membership_id
              where o.conversation_id = c.id and o.membership_id <> $1 order by p.display_name) as others
  from conversation_member m join conversation c on c.id = m.conversation_id left join dossier d on d.id = c.dossier_id
  cross join lateral (select text, author_name, author_id from internal_message i where i.conversation_id = c.id
                       order by at desc, id desc limit 1) l
 where m.membership_id = $1 and c.latest_at < $2 order by c.latest_at desc, c.id desc limit $3"""
UNREAD = """
select c.id, c.subject, l.text, l.author_name, l.at
  from conversation_member m join conversation c on c.id = m.conversation_id
  cross join lateral (select text, author_name, at from internal_message i where i.conversation_id = c.id
                         and i.author_id is distinct from $1 and i.at > coalesce(m.read_at, '-infinity')
                       order by at desc, id desc limit 1) l
 where m.membership_id = $1 order by l.at desc limit 50"""
MESSAGES = "select id, author_id, author_name, text, at from internal_message where conversation_id = $1 order by at, id limit 500"
PEOPLE = """select p.id, p.display_name as name, p.initials, p.revoked_at from conversation_member m
  join membership p on p.id = m.membership_id where m.conversation_id = $1 order by p.display_name"""


async def conversations(
    tx: TenantTransaction, actor: Actor, before: datetime | None
) -> tuple[list[dict[str, Any]], str]:
    """The newest before an instant, and the instant from which to go on; dossiers only as far as one sees them."""
    rows = await tx.fetch(LIST, actor.membership_id, before or END_OF_TIME, SHOWN + 1)
    seen = await _seen(tx, actor, [row["dossier_id"] for row in rows if row["dossier_id"]])
    shown = [dict(row) | {"linked": row["dossier_id"] in seen} for row in rows[:SHOWN]]
    return shown, shown[-1]["latest_at"].isoformat() if len(rows) > SHOWN else ""


async def unread(tx: TenantTransaction, actor: Actor) -> list[Any]:
    """Conversations that hold something new for this person, the newest first."""
    return await tx.fetch(UNREAD, actor.membership_id)


async def talk(tx: TenantTransaction, actor: Actor, row: Any) -> dict[str, Any]:
    """A conversation's messages, its people, and its dossier for who may see it."""
    seen = await _seen(tx, actor, [row["dossier_id"]] if row["dossier_id"] else [])
    number = (
        await tx.fetchval("select number from dossier where id = $1", row["dossier_id"]) if seen else None
    )
    return {
        "messages": await tx.fetch(MESSAGES, row["id"]), "people": await tx.fetch(PEOPLE, row["id"]), "number": number,
    }  # fmt: skip


async def _seen(tx: TenantTransaction, actor: Actor, ids: list[UUID]) -> set[UUID]:
    return set(await visible_ids(tx, actor, ids)) if ids and actor.may("dossier.see") else set()
