from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor

DUE = """select t.*, d.number from task t left join dossier d on d.id = t.dossier_id
  where t.done_at is null and (t.for_membership_id is null or t.for_membership_id = $1)
  order by t.due_on, t.created_at limit 100"""


async def due_tasks(tx: TenantTransaction, actor: Actor) -> list[Any]:
    """Tasks of the person and of everybody, the oldest first; on a dossier only for who sees dossiers."""
    rows = await tx.fetch(DUE, actor.membership_id)
    return [row for row in rows if row["dossier_id"] is None or actor.may("dossier.see")]
