"""The printed lines: the amounts of the order, then the discount on a line of its own."""

from typing import Any

from odissee.tenants.pricing import OrderTotals


def lines_of(totals: OrderTotals) -> list[dict[str, Any]]:
    """Lines HT that add up to the total HT: each line before discount, one line of discount per rate."""
    return [
        {
            "label": line.offer.label, "kind": line.offer.kind.value, "vat_bp": line.offer.vat_rate,
            "excl": line.taxed.excl, "incl": line.taxed.incl, "discount": line.discount,
        }
        for line in totals.lines
    ]  # fmt: skip


def rates_of(totals: OrderTotals) -> list[dict[str, int]]:
    """VAT per rate: base, amount."""
    return [{"vat_bp": rate, "excl": taxed.excl, "vat": taxed.vat} for rate, taxed in totals.per_rate]
