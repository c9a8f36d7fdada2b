"""The dossiers that a contact sees, those of its sub-accounts included (CONT-03, CONT-10)."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import OF_CLIENT, visible_ids

SHOWN = 50
MOST = 500
DOSSIERS = f"""
select d.id, d.number, d.status, d.owner_name, d.city, d.created_at, d.report_state, d.invoice_state, k.roles,
       k.report_access, k.invoice_access, k.via
  from dossier d left join lateral (
    select array(select distinct unnest(o.roles) from dossier_contact o join contact c on c.id = o.contact_id
                  where o.dossier_id = d.id and (c.id = $1 or c.parent_id = $1)) as roles,
           bool_or(o.report_access) as report_access, bool_or(o.invoice_access) as invoice_access,
           case when bool_or(c.id = $1) then '' else min(trim(c.last_name || ' ' || c.first_name)) end as via
      from dossier_contact o join contact c on c.id = o.contact_id
     where o.dossier_id = d.id and (c.id = $1 or c.parent_id = $1)) k on true
 where {OF_CLIENT} order by d.created_at desc, d.id desc limit $2"""  # noqa: S608 - constants


async def dossiers_seen(
    tx: TenantTransaction, actor: Actor, contact_id: UUID, limit: int = SHOWN
) -> list[Any]:
    """Those of the contact's dossiers that this member of staff may see; `via` names the sub-account that has it."""
    if not actor.may("dossier.see"):
        return []
    rows = await tx.fetch(DOSSIERS, contact_id, limit)
    seen = set(await visible_ids(tx, actor, [row["id"] for row in rows])) if rows else set()
    return [row for row in rows if row["id"] in seen]
