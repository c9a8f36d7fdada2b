"""The server's draft of an order, and who may open it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import seen_dossier

READ = """
select o.*, d.number, d.status as dossier_status from order_draft o left join dossier d on d.id = o.dossier_id
 where o.id = $1 and o.closed_at is null"""
LOCK = "select id from order_draft where id = $1 and closed_at is null for update"
ABANDONED = timedelta(hours=12)
EMPTY = """update order_draft set edited_since = $4 where id = (select id from order_draft
            where created_by = $1 and dossier_id is null and data = '{}' and closed_at is null and mode = $2
              and edited_since < $3 limit 1 for update skip locked) returning id"""
STARTED = """select id, data, updated_at from order_draft
              where created_by = $1 and dossier_id is null and data <> '{}' and closed_at is null and id <> $2
              order by updated_at desc limit 4"""


@dataclass(slots=True)
class Draft:
    """`data` holds raw texts as typed; `stamps` says which version and page changed each field last."""

    id: UUID
    mode: str
    dossier_id: UUID | None
    data: dict[str, str]
    version: int
    stamps: dict[str, list[Any]] = field(default_factory=dict)
    edited_by: UUID | None = None
    edited_by_name: str = ""
    edited_since: datetime | None = None
    updated_at: datetime | None = None
    number: int | None = None
    status: str | None = None

    def get(self, name: str) -> str:
        """The raw text of a field, empty when nobody typed it."""
        return self.data.get(name, "")


async def draft_of(tx: TenantTransaction, actor: Actor, draft_id: UUID, *, lock: bool = False) -> Draft:
    """An open draft; absent, closed, foreign or out of the person's reach: `NotFound` alike."""
    if lock:
        await tx.execute(LOCK, draft_id)
    row = await tx.fetchrow(READ, draft_id)
    if row is None:
        raise NotFound
    await _may_open(tx, actor, row)
    return Draft(
        row["id"], row["mode"], row["dossier_id"], dict(row["data"]), row["version"], dict(row["stamps"]),
        row["edited_by"], row["edited_by_name"], row["edited_since"], row["updated_at"], row["number"],
        row["dossier_status"],
    )  # fmt: skip


async def _may_open(tx: TenantTransaction, actor: Actor, row: Any) -> None:
    """Who edits all orders opens all drafts; who edits theirs, what they began. A dossier is to be seen first."""
    if row["dossier_id"] is not None:
        await seen_dossier(tx, actor, row["dossier_id"])
    elif actor.scope("order.edit") != "all" and row["created_by"] != actor.membership_id:
        raise NotFound
    site = row["data"].get("site", "")
    if actor.sites is not None and site and site not in {str(one) for one in actor.sites}:
        raise NotFound


async def begin(tx: TenantTransaction, actor: Actor, mode: str) -> UUID:
    """An empty draft that the person left half a day ago, or a new one: two pages open together never share one."""
    now = clock.now()
    found: UUID | None = await tx.fetchval(EMPTY, actor.membership_id, mode, now - ABANDONED, now)
    return found or await insert(tx, actor, mode, {})


async def insert(
    tx: TenantTransaction, actor: Actor, mode: str, data: dict[str, str], dossier_id: UUID | None = None
) -> UUID:
    id = new_id()
    await tx.execute(
        """insert into order_draft (id, mode, data, dossier_id, edited_by, edited_by_name, edited_since, created_by)
           values ($1, $2, $3, $4, $5, $6, $7, $5)""",
        id, mode, data, dossier_id, actor.membership_id, actor.name, clock.now(),
    )  # fmt: skip
    return id


async def started(tx: TenantTransaction, actor: Actor, but: UUID) -> list[Any]:
    """The person's other orders that were begun and never saved, the latest first."""
    return await tx.fetch(STARTED, actor.membership_id, but)
