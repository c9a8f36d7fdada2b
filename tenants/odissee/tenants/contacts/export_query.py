"""All the contacts of a filtered list at once, for an export."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.contacts.listing import MATCHING, Filters
from odissee.tenants.contacts.reach import EVERYBODY
from odissee.tenants.contacts.words import words_of

EVERY = f"""
select c.*, n.name as network, trim(p.first_name || ' ' || p.last_name) as parent
  from contact c left join agency_network n on n.id = c.network_id left join contact p on p.id = c.parent_id
 where {MATCHING} and ($10 = '' or c.type = $10) order by c.name_key, c.id"""  # noqa: S608 - constants


async def contacts_matching(tx: TenantTransaction, filters: Filters) -> list[Any]:
    """Whole rows with the names of network and main account; an export is for who sees the whole book."""
    words = words_of(filters.text)
    if words.impossible:
        return []
    return await tx.fetch(
        EVERY, *words.arguments, *EVERYBODY.arguments, filters.trashed, filters.network, filters.sales_rep,
        filters.access, filters.type,
    )  # fmt: skip
