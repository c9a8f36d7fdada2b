"""Keeping a view under a name, and removing it."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.listing.filters import Filters

MOST = 30
"""Views of one person."""
FORMER = """select id, name, address, shared, membership_id from list_view
  where membership_id = $1 and name = $2 for update"""
KEEP = """
insert into list_view (id, membership_id, name, address, shared) values ($1, $2, $3, $4, $5)
on conflict (tenant_id, membership_id, name) do update set address = excluded.address, shared = excluded.shared
returning id"""
REMOVE = "delete from list_view where id = $1 and membership_id = $2 returning id, name, address, shared, membership_id"


class TooManyViews(Exception):
    """The person keeps `MOST` views already."""


async def keep_view(
    tx: TenantTransaction, actor: Actor, name: str, filters: Filters, *, shared: bool
) -> Entry:
    """The page is not part of a view; the same name again replaces what it was. `name`: 1 to 60 characters."""
    former = await tx.fetchrow(FORMER, actor.membership_id, name)
    count = await tx.fetchval("select count(*) from list_view where membership_id = $1", actor.membership_id)
    if former is None and count >= MOST:
        raise TooManyViews
    address = filters.href()
    id: UUID = await tx.fetchval(KEEP, new_id(), actor.membership_id, name, address, shared)
    after = {"name": name, "address": address, "shared": shared}
    return record(tx, "list_view", id, "list_view.kept", before=_facts(former), after=after)


def _facts(row: Any) -> dict[str, Any] | None:
    if row is None:
        return None
    facts = {key: row[key] for key in ("name", "address", "shared")}
    return facts | {"membership_id": str(row["membership_id"])}


async def remove_view(tx: TenantTransaction, actor: Actor, id: UUID) -> Entry:
    """One's own; somebody else's does not exist here."""
    row = await tx.fetchrow(REMOVE, id, actor.membership_id)
    if row is None:
        raise NotFound
    return record(tx, "list_view", id, "list_view.removed", before=_facts(row))


@reversible("list_view.kept", "dossier.see")
async def unkeep(tx: TenantTransaction, entry: Any) -> None:
    """As it was before, unless it was kept again since."""
    now = await tx.fetchrow(
        "select address, shared from list_view where id = $1 for update", entry["subject_id"]
    )
    after, before = entry["after"], entry["before"]
    if now is None or (now["address"], now["shared"]) != (after["address"], after["shared"]):
        raise NothingToUndo
    if before is None:
        await tx.execute("delete from list_view where id = $1", entry["subject_id"])
        return
    await tx.execute(
        "update list_view set address = $2, shared = $3 where id = $1",
        entry["subject_id"], before["address"], before["shared"],
    )  # fmt: skip


@reversible("list_view.removed", "dossier.see")
async def bring_back(tx: TenantTransaction, entry: Any) -> None:
    """The view again, unless its name was given to another one."""
    before = entry["before"]
    back = await tx.fetchval(
        """insert into list_view (id, membership_id, name, address, shared) values ($1, $2, $3, $4, $5)
           on conflict do nothing returning id""",
        entry["subject_id"], UUID(before["membership_id"]), before["name"], before["address"], before["shared"],
    )  # fmt: skip
    if back is None:
        raise NothingToUndo
