"""The invoice made elsewhere, on the dossier's page, for those who see invoices."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount
from odissee.tenants.dossiers.page import block, sentence

INVOICE = """select i.*, f.name from outside_invoice i left join stored_file f on f.id = i.file_id
              where i.dossier_id = $1"""


@block("outside_invoice", 35, "orders/outside_invoice.html", "invoice.see")
async def outside_invoice(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """Nothing is shown when there is none."""
    return {"outside": await tx.fetchrow(INVOICE, row["id"])}


@sentence("invoice.attached", "receipt-euro", kind="money")
def _attached(before: dict[str, Any], after: dict[str, Any]) -> str:
    paid = f", réglée ({after['means'].lower()})" if after.get("means") else ", à régler"
    return f"Facture de {amount(after.get('amount', 0))} jointe{paid}"
