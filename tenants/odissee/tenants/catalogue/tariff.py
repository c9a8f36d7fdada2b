"""The prices of a company on one day, as the arithmetic of prices reads them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.catalogue.price_settings import price_settings
from odissee.tenants.catalogue.rows import pack_row, price_row, surcharge_row, travel_rule
from odissee.tenants.catalogue.special_terms import special_terms
from odissee.tenants.pricing import Basis, PackRule, Price, Tariff

UNIT_PRICES = """
select * from unit_price
 where (valid_from is null or valid_from <= $1) and (valid_to is null or valid_to >= $1)
   and (site_id is null or site_id = $2)
   and (special_price_id is null or special_price_id = any($3))
   and ($4::text is null or transaction is null or transaction = $4)
   and ($5::text is null or property_type is null or property_type = $5)"""
PACKS = """
select * from pack
 where hidden_at is null and (valid_from is null or valid_from <= $1) and (valid_to is null or valid_to >= $1)
   and (site_id is null or site_id = $2)
   and (special_price_id is null or special_price_id = any($3))
   and ($4::text is null or transaction is null or transaction = $4)
   and ($5::text is null or property_type is null or property_type = $5)
 order by name, id"""
SURCHARGES = """
select * from surcharge
 where (valid_from is null or valid_from <= $1) and (valid_to is null or valid_to >= $1)
   and (site_id is null or site_id = $2)"""


async def tariff_of(
    tx: TenantTransaction,
    site_id: UUID | None,
    on_date: date,
    contact_ids: Iterable[UUID] = (),
    *,
    transaction: str | None = None,
    property_type: str | None = None,
) -> Tariff:
    """What is valid that day at that site, with the special prices of these contacts (SET-07).

    For the special rows to win, the context of the order carries `special_terms(…).price_lists`, and `site`
    the id of the site as text. With `transaction` and `property_type`, only what may apply to such an order is read:
    the grid of a whole company is three hundred rows, an order looks at a tenth of them. Four queries, five with contacts, whatever the size of the grid.
    """
    terms = await special_terms(tx, contact_ids, on_date)
    lists = [UUID(each) for each in terms.price_lists]
    chosen = await price_settings(tx)
    narrowed = (on_date, site_id, lists, transaction, property_type)
    minimum = chosen["minimum_cents"]
    return Tariff(
        rows=[price_row(row) for row in await tx.fetch(UNIT_PRICES, *narrowed)],
        packs=[pack_row(row) for row in await tx.fetch(PACKS, *narrowed)],
        surcharges=[surcharge_row(row) for row in await tx.fetch(SURCHARGES, on_date, site_id)],
        minimum=Price(minimum, Basis(chosen["minimum_basis"])) if minimum is not None else None,
        travel=travel_rule(chosen),
        pack_rule=PackRule(chosen["pack_rule"]),
    )
