"""Which dossiers of the bin may go, and taking them away."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.files import discard_after_commit
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.visible import SEEN, sight

ROWS = f"""
select d.id, d.number, d.owner_name, d.city, d.status, k.reason,
       (select count(*) from document f where f.dossier_id = d.id) as files
  from dossier d join dossier_kept($5) k on k.id = d.id where {SEEN} order by d.number"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Purge:
    """`kept` rows carry their reason."""

    going: list[Any]
    kept: list[Any]


async def purge_of(tx: TenantTransaction, actor: Actor, ids: list[UUID]) -> Purge:
    """Dossiers that the person does not see are in neither."""
    rows = await tx.fetch(ROWS, *sight(actor), ids)
    return Purge([r for r in rows if r["reason"] is None], [r for r in rows if r["reason"] is not None])


async def delete_for_good(tx: TenantTransaction, purge: Purge) -> int:
    """How many went; what came to be kept meanwhile raises, and nothing goes."""
    ids = [row["id"] for row in purge.going]
    digests: list[str] = await tx.fetchval("select dossier_purge($1)", ids)
    for row in purge.going:
        record(tx, "dossier", row["id"], "dossier.purged", before={"number": row["number"]})
        tell(tx, "dossier", row["id"])
    discard_after_commit(tx, digests)
    return len(ids)
