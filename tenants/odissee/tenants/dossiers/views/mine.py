"""What one person chose for the list: their views and those shared with all, the columns that they hide."""

from dataclasses import dataclass
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.listing.kept import last_act, until_an_act

ROW = """
select (select coalesce(jsonb_agg(to_jsonb(v) order by v.name), '[]') from (
          select id, name, address, shared, membership_id = $1 as own from list_view
           where membership_id = $1 or shared) v) as views,
       coalesce((select hidden from list_display where membership_id = $1), '{}') as hidden"""


@dataclass(frozen=True, slots=True)
class Mine:
    """`views`: {id, name, address, shared, own}, by name; `hidden`: keys of `COLUMNS`."""

    views: list[dict[str, Any]]
    hidden: tuple[str, ...]

    def at(self, address: str) -> dict[str, Any] | None:
        """The view whose address this is, the person's own first."""
        here = [view for view in self.views if view["address"] == address]
        return max(here, key=lambda view: view["own"], default=None)


async def mine(tx: TenantTransaction, actor: Actor) -> Mine:
    """One query after an act of somebody, none otherwise."""

    async def read() -> Mine:
        row = await tx.fetchrow(ROW, actor.membership_id)
        return Mine(row["views"], tuple(row["hidden"])) if row else Mine([], ())

    return await until_an_act(tx, await last_act(tx), ("views", actor.membership_id), read)
