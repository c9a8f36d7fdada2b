"""The block « Prévenir » of the dossier's page (COM-10)."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.rights import Actor
from odissee.tenants.alerts import sentences, told_expiry, told_papers, told_visits  # noqa: F401 - declare what is told
from odissee.tenants.alerts.announcements import ANNOUNCEMENTS
from odissee.tenants.alerts.log import log_of
from odissee.tenants.alerts.people import people_on
from odissee.tenants.dossiers import Role
from odissee.tenants.dossiers.page import block

ROLES = {role.value: role.label for role in Role}


@block("alerts", 15, "alerts/block.html", "order.edit", "report.manage")
async def alerts(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """The log; what is typed stands on a page of its own, since blocks are drawn again while one looks."""
    return {"alert_log": await log_of(tx, row["id"])}


async def form_context(
    tx: TenantTransaction, dossier_id: UUID, actor: Actor, typed: dict[str, str] | None = None,
    ticked: set[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Who may be told what; `typed` and `ticked` as they were sent, when the form comes back."""
    offered = [told for told in ANNOUNCEMENTS.values() if told.by_hand and actor.may(told.permission)]
    return {
        "alert_people": await people_on(tx, dossier_id), "alert_roles": ROLES,
        "alert_events": [(told, await told.ready(tx, dossier_id)) for told in offered],
        "alert_typed": typed or {}, "alert_ticked": ticked or set(), "alert_once": (typed or {}).get("once") or str(new_id()),
    }  # fmt: skip
