"""« Dupliquer »: another order like this dossier."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.orders.draft import insert
from odissee.tenants.orders.modes import MODES
from odissee.tenants.orders.reopen import keep_ticks, typed_again

LEFT = ("visit_date", "visit_hour", "visit_minutes", "visit_staff", "internal_ref", "opened_with", "urgent",
        "remind_date", "remind_hour")  # fmt: skip


async def duplicate(tx: TenantTransaction, actor: Actor, dossier_id: UUID) -> UUID:
    """A draft of its own; the dossier stays as it is."""
    dossier = await seen_dossier(tx, actor, dossier_id)
    data = {name: value for name, value in (await typed_again(tx, dossier)).items() if name not in LEFT}
    mode = dossier["mode"] if dossier["mode"] in MODES else "ddt"
    draft_id = await insert(tx, actor, mode, data)
    await keep_ticks(tx, actor, draft_id, dossier_id)
    return draft_id
