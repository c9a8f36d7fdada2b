"""What the client gets ready for the visit: the documents that the order asked for, frozen with the quote (CREA-33)."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.regulation import catalogue

ASKED = "select documents from order_sheet where dossier_id = $1"
ALWAYS = "titre de propriété et plans"


async def documents_asked(tx: TenantTransaction, dossier_id: UUID) -> list[dict[str, str]]:
    """Code and label of each document, for the snapshot; none when the dossier was never an order."""
    known = catalogue()
    codes = await tx.fetchval(ASKED, dossier_id) or []
    return [{"code": code, "label": known[code].label} for code in codes if code in known]


def preparation_list(snapshot: dict[str, Any]) -> str:
    """« factures de chauffage et d’eau chaude, règlement de copropriété, titre de propriété et plans »."""
    labels = [one["label"] for one in snapshot.get("documents", [])]
    return ", ".join([*(label[:1].lower() + label[1:] for label in labels), ALWAYS])
