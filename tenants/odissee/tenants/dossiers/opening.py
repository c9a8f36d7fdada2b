"""A dossier is born: it takes the company's next number, in the transaction of the act that needs it."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.tenants.dossiers.lifecycle import DossierStatus, Trigger, following
from odissee.tenants.dossiers.tables import Dossier

FIRST_NUMBER = 18_000
"""Companies come from another product: small numbers would meet those of old papers."""


async def open_dossier(
    tx: TenantTransaction,
    trigger: Trigger,
    *,
    site_id: UUID,
    property_id: UUID,
    target: DossierStatus | None = None,
    **fields: Any,
) -> Dossier:
    """A new dossier in the status that `trigger` gives (`target` chooses where it gives two)."""
    ways = [way for way in following(trigger, None) if target in (None, way.target)]
    status = ways[0].target
    dossier = Dossier(
        number=await _next_number(tx), status=status, site_id=site_id, property_id=property_id, **fields
    )
    await dossier.save()
    record(
        tx, "dossier", dossier.id, "dossier.opened", dossier_id=dossier.id,
        after={"number": dossier.number, "status": status, "trigger": trigger, "origin": dossier.origin},
    )  # fmt: skip
    tell(tx, "dossier", dossier.id)
    return dossier


async def _next_number(tx: TenantTransaction) -> int:
    value: int = await tx.fetchval(
        """insert into counter (name, value) values ('dossier', $1)
           on conflict (tenant_id, name) do update set value = counter.value + 1 returning value""",
        FIRST_NUMBER + 1,
    )
    return value
