"""The quotes on the dossier's page (DOSS-45)."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers.page import block
from odissee.tenants.quotes.queries import quotes_of

OUTSIDE = "select * from outside_quote where dossier_id = $1 and removed_at is null order by created_at, id"


@block("quotes", 30, "quotes/block.html", "order.edit", "dossier.see")
async def quotes(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """Every version, its state, its answer; acts by hand."""
    return {"quotes": await quotes_of(tx, row["id"]), "outside_quotes": await tx.fetch(OUTSIDE, row["id"])}
