"""A contact cannot be there on that day: the office is told, the visit does not move by itself."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.journal import record
from odissee.platform.live import tell

TASK = """insert into task (id, dossier_id, kind, label, due_on, for_membership_id)
          select $1, d.id, 'other_date', $3, $4, d.in_charge_id from dossier d where d.id = $2
             and not exists (select from task t where t.dossier_id = d.id and t.kind = 'other_date' and t.done_at is null)
          returning id"""


async def ask_other_date(
    tx: TenantTransaction, dossier_id: UUID, person: Any, visit: Any, words: str
) -> None:
    """One open task a dossier; what is added meanwhile is in the thread."""
    what = "Fixer une autre date" if visit else "Fixer une date"
    label = f"{what} avec {person['name']}" + (f" : « {words} »" if words else "")
    await tx.fetchval(TASK, new_id(), dossier_id, label[:300], clock.today())
    tx.state["actor_name"] = person["name"]
    record(tx, "dossier", dossier_id, "alert.other_date", dossier_id=dossier_id, after={"words": words})
    tell(tx, "dossier", dossier_id)
