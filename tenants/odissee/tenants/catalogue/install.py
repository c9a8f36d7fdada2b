"""Writes the example catalogue and prices into a company, once."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.money import Money
from odissee.tenants.catalogue.defaults import catalogue_defaults, default_lines

ADD_DIAGNOSTIC = """
insert into diagnostic (id, code, label, short_label, minutes, machine, certification, mention, position,
  transactions)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (tenant_id, code) do nothing"""
ADD_SCALE = """
insert into price_scale (id, property_type, measure, bounds) values ($1, $2, $3, $4) on conflict do nothing"""
ADD_PRICE = """
insert into unit_price (id, diagnostic, transaction, property_type, measure, above, up_to, amount_cents)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing"""
ADD_PACK = """
insert into pack (id, name, diagnostics, transaction, property_type, amount_cents, minutes)
values ($1, $2, $3, $4, $5, $6, $7)"""
ADD_SURCHARGE = """
insert into surcharge (id, kind, label, amount_cents, percent_bp, included, minutes)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"""


async def install_defaults(tx: TenantTransaction) -> None:
    """Fill what is empty: the catalogue line by line, the example of prices only where no price was ever set."""
    await tx.executemany(
        ADD_DIAGNOSTIC,
        [
            (new_id(), known.code, known.label, known.short_label, ours.minutes, ours.machine, ours.certification,
             ours.mention, 10 * place, list(ours.transactions))
            for place, (known, ours) in enumerate(default_lines(), 1)
        ],
    )  # fmt: skip
    if not await tx.fetchval("select exists (select from price_settings)"):
        await _install_prices(tx)


async def _install_prices(tx: TenantTransaction) -> None:
    ours = catalogue_defaults()
    await tx.executemany(
        ADD_SCALE,
        [(new_id(), name, scale.measure, list(scale.bounds)) for name, scale in ours.scale.items()],
    )
    await tx.executemany(ADD_PRICE, list(_cells()))
    await tx.executemany(
        ADD_PACK,
        [
            (new_id(), pack.name, list(pack.diagnostics), pack.transaction, pack.property_type, pack.amount, pack.minutes)
            for pack in ours.pack
        ],
    )  # fmt: skip
    await tx.executemany(
        ADD_SURCHARGE,
        [(new_id(), s.kind, s.label, s.amount, s.percent, s.included, s.minutes) for s in ours.surcharge],
    )
    await tx.execute(
        "insert into price_settings (minimum_cents, max_discounts) values ($1, $2) on conflict do nothing",
        ours.settings.minimum,
        ours.settings.max_discounts,
    )


def _cells() -> Iterator[tuple[Any, ...]]:
    ours = catalogue_defaults()
    for transaction, types in ours.price.items():
        for property_type, lines in types.items():
            scale = ours.scale[property_type]
            for code, amounts in lines.items():
                for above, up_to, amount in _brackets(scale.bounds, amounts):
                    yield new_id(), code, transaction, property_type, scale.measure, above, up_to, amount


def _brackets(
    bounds: tuple[Decimal, ...], amounts: tuple[Money, ...]
) -> Iterator[tuple[Decimal, Decimal | None, Money]]:
    yield from zip((Decimal(0), *bounds), (*bounds, None), amounts, strict=True)
