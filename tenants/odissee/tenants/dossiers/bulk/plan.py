"""What an act would do: whom it changes, whom it leaves alone and why. Reads only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.bulk.acts import Act
from odissee.tenants.dossiers.listing.query import PLACES
from odissee.tenants.dossiers.visible import SEEN, sight

MOST = 500
IN_BIN, IN_ARCHIVES = PLACES["corbeille"], PLACES["archives"]
ROWS = f"""
select d.id, d.number, d.owner_name, d.city, d.status, d.invoice_state, d.urgent_at, d.archived_at, d.trashed_at,
       d.status_before_cancel, d.cancel_reason,
       exists (select from appointment a where a.dossier_id = d.id and a.active) as visit,
       case when {IN_BIN} then 'corbeille' when {IN_ARCHIVES} then 'archives' else '' end as place
  from dossier d where {SEEN} and d.id = any($5) order by d.number"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Plan:
    """`same` are already as wanted; `refused` pairs a row with its reason."""

    act: Act
    value: str
    changes: list[Any]
    same: list[Any]
    refused: list[tuple[Any, str]]


async def plan_for(tx: TenantTransaction, actor: Actor, act: Act, value: str, ids: list[UUID]) -> Plan:
    """Dossiers that the person does not see are not in it; `value` is a status for the act « statut »."""
    plan = Plan(act, value, [], [], [])
    if not actor.may(act.permission):
        return plan
    for row in await tx.fetch(ROWS, *sight(actor), ids[:MOST]):
        reason = "ce dossier a changé de place" if row["place"] not in act.places else act.why_not(row, value)
        if _is_already(act, row, value):
            plan.same.append(row)
        elif reason:
            plan.refused.append((row, reason))
        else:
            plan.changes.append(row)
    return plan


def _is_already(act: Act, row: Any, value: str) -> bool:
    now = row[act.column]
    return bool(now == value) if act.column == "status" else (now is not None) == act.on
