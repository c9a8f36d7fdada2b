"""Changes of the company-wide choices, each in the journal with its way back."""

from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.db.rows import current_actor
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.tenants.catalogue.price_settings import DEFAULTS, price_settings
from odissee.tenants.companies import differences

ENSURE = "insert into price_settings default values on conflict do nothing"
WRITE = """
update price_settings set pack_rule = $1, entry_basis = $2, minimum_cents = $3, minimum_basis = $4, max_discounts = $5,
  km_cents = $6, km_free = $7, km_minimum_cents = $8, km_maximum_cents = $9, km_billed = $10,
  updated_at = $11, updated_by = $12"""


async def change_settings(tx: TenantTransaction, values: dict[str, Any]) -> Entry | None:
    """Write what differs; None when nothing does."""
    await tx.execute(ENSURE)
    now = await price_settings(tx)
    old, new = differences(now, values)
    if not new:
        return None
    await _write(tx, now | values)
    return record(tx, "price", tx.tenant, "price_settings.changed", before=old, after=new)


async def _write(tx: TenantTransaction, values: dict[str, Any]) -> None:
    await tx.execute(WRITE, *(values[name] for name in DEFAULTS), clock.now(), current_actor())


@reversible("price_settings.changed", "catalogue.manage")
async def settings_back(tx: TenantTransaction, row: Any) -> None:
    """Raises `NothingToUndo` when a later change stands on these choices."""
    now = await price_settings(tx)
    if any(now[name] != value for name, value in row["after"].items()):
        raise NothingToUndo
    await _write(tx, now | row["before"])
