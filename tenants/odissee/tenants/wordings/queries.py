"""Reading what a company has published: the list in one query, the versions of one event in another."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.texts import Wording, newest
from odissee.tenants.wordings.events import VARIANTS, Event

LATEST = """select distinct on (split_part(key, '#', 1)) split_part(key, '#', 1) as key, version, created_at, active
              from template order by split_part(key, '#', 1), created_at desc, version desc"""
VERSIONS = """select t.version, t.created_at, t.subject, t.body, t.active, m.display_name as author
                from template t left join membership m on m.id = t.created_by
               where t.key = $1 order by t.version desc limit 50"""


async def states(tx: TenantTransaction) -> dict[str, Any]:
    """Key → its last published version; our own words have none."""
    return {row["key"]: row for row in await tx.fetch(LATEST)}


async def versions(tx: TenantTransaction, event: Event, variant: str) -> list[Any]:
    """The company's versions of one text, newest first, with their author."""
    return await tx.fetch(VERSIONS, event.key if variant == "text" else f"{event.key}#{variant}")


async def in_force(tx: TenantTransaction, event: Event, variant: str) -> Wording:
    """The words that serve now."""
    return await newest(tx, event.key, VARIANTS[variant][1])
