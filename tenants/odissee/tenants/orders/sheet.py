"""The order as it was last saved, one sheet a dossier: what reopening starts from, what the visit needs to know."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.visit import ACCESS

WRITE = """
insert into order_sheet (id, dossier_id, data, access, keys_place, companion, payment_on_site, minutes, price_mode,
  gross_cents, discount_cents, discount_comment, discount_reason, documents, saved_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict (tenant_id, dossier_id) do update set data = excluded.data, access = excluded.access,
  keys_place = excluded.keys_place, companion = excluded.companion, payment_on_site = excluded.payment_on_site,
  minutes = excluded.minutes, price_mode = excluded.price_mode, gross_cents = excluded.gross_cents,
  discount_cents = excluded.discount_cents, discount_comment = excluded.discount_comment,
  discount_reason = excluded.discount_reason, documents = excluded.documents,
  saved_at = excluded.saved_at"""
NOT_KEPT = ("opened_with", "address_from", "new_id", "new_name", "new_role")


async def keep_sheet(tx: TenantTransaction, dossier_id: UUID, order: Order) -> None:
    """Write the sheet of a dossier from the order just saved."""
    raw, totals = order.draft.data, order.price.totals
    access = raw.get("access", "")
    await tx.execute(
        WRITE, new_id(), dossier_id, {name: value for name, value in raw.items() if name not in NOT_KEPT},
        access if access in dict(ACCESS) else "on_site", raw.get("keys_place", "").strip()[:200],
        raw.get("companion", "").strip()[:200], bool(raw.get("payment_on_site")),
        order.visit.minutes or order.minutes, order.price.chosen.mode.value if order.price.chosen else "",
        totals.gross if totals else 0, totals.discount if totals else 0, totals.discount_comment if totals else "",
        raw.get("discount_reason", "").strip()[:500] if order.price.warning else "",
        [one.code for one in order.asked], clock.now(),
    )  # fmt: skip


async def sheet_of(tx: TenantTransaction, dossier_id: UUID) -> Any | None:
    """The sheet of a dossier; None when it was never an order (a lead, an import)."""
    return await tx.fetchrow("select * from order_sheet where dossier_id = $1", dossier_id)
