"""Staff note an answer that came by phone, letter or at the counter (COM-09)."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.quotes.answer import accept, open_version, refuse


def _facts(tx: TenantTransaction, how: str) -> dict[str, Any]:
    actor = tx.state.get("actor")
    staff = actor.name if actor else "Odissée"
    words = {"staff_name": staff, "acceptance_evidence_label": how, "acceptance_code_label": "aucun",
             "acceptance_boxes_label": "", "acceptance_ip": "", "acceptance_user_agent": ""}  # fmt: skip
    return {
        "by_hand": True,
        "channel": f"à la main, {staff} : {how}",
        "evidence": {"by": staff, "how": how, "words": words},
    }


async def accept_by_hand(tx: TenantTransaction, version_id: UUID, name: str, how: str) -> Any:
    """`how` says on what ground: « bon pour accord reçu par courrier »."""
    version = await open_version(tx, version_id)
    return await accept(tx, version, _facts(tx, how) | {"name": name})


async def refuse_by_hand(tx: TenantTransaction, version_id: UUID, reason: str, how: str) -> Any:
    """Same effects as the client's refusal."""
    version = await open_version(tx, version_id)
    return await refuse(tx, version, _facts(tx, how) | {"name": "", "reason": reason})
