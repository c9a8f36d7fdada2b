"""The few choices that hold for every price of a company."""

from typing import Any

from odissee.platform.db import TenantTransaction

READ = "select * from price_settings"
DEFAULTS: dict[str, Any] = {
    "pack_rule": "best_price",
    "entry_basis": "incl",
    "minimum_cents": None,
    "minimum_basis": "incl",
    "max_discounts": {},
    "km_cents": None,
    "km_free": 0,
    "km_minimum_cents": 0,
    "km_maximum_cents": None,
    "km_billed": True,
}


async def price_settings(tx: TenantTransaction) -> dict[str, Any]:
    """The company's choices, or what holds until it chooses."""
    row = await tx.fetchrow(READ)
    return dict(row) if row is not None else dict(DEFAULTS)


async def discount_limits(tx: TenantTransaction) -> dict[str, int]:
    """Profile → the largest discount that it may give, for `pricing.limit_of`; a profile that is absent has no limit."""
    limits: dict[str, int] = (await price_settings(tx))["max_discounts"]
    return limits
