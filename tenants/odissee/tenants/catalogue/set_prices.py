"""Prices typed into the grid: read, compared with what stands there, written as dated rows in one act."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError
from odissee.platform.journal import Entry
from odissee.platform.money import Money
from odissee.tenants.catalogue.dated import change_from, valid_on
from odissee.tenants.catalogue.diagnostics import Diagnostic
from odissee.tenants.catalogue.grid import Grid, GridView, cell_key, named_cells, shown_price
from odissee.tenants.catalogue.revision import UNIT_PRICE, Replacement, Row, new_row, replace_rows
from odissee.tenants.catalogue.scales import bracket_values
from odissee.tenants.catalogue.words import parse_price
from odissee.tenants.companies import FieldRefused
from odissee.tenants.pricing import Bracket

type Change = tuple[Diagnostic, Bracket, Money | None]
"""What a cell becomes; None: no price any more."""


def read_cells(grid: Grid, typed: Mapping[str, str]) -> tuple[list[Change], dict[str, str]]:
    """(what changes, sentence by field): fields that are not of this grid are left alone."""
    changes: list[Change] = []
    errors: dict[str, str] = {}
    for name, (diagnostic, bracket) in named_cells(grid).items():
        if name not in typed:
            continue
        try:
            amount = parse_price(typed[name]) if typed[name].strip() else None
        except FieldError as error:
            errors[name] = str(error)
            continue
        if amount != _standing(grid, diagnostic, bracket):
            changes.append((diagnostic, bracket, amount))
    return changes, errors


def _standing(grid: Grid, diagnostic: Diagnostic, bracket: Bracket) -> Money | None:
    row = valid_on(grid.rows.get(cell_key(diagnostic.code, bracket), ()), grid.view.on)
    return shown_price(row, diagnostic, grid.view.basis, grid.vat) if row else None


async def set_prices(
    tx: TenantTransaction, grid: Grid, changes: Iterable[Change], verb: str = "price.changed"
) -> Entry | None:
    """Write the changes from the day of the view; None when nothing differs."""
    leave: list[Row] = []
    come: list[Row] = []
    for diagnostic, bracket, amount in changes:
        rows = grid.rows.get(cell_key(diagnostic.code, bracket), ())
        standing = valid_on(rows, grid.view.on)
        new = None if amount is None else _row(tx, grid.view, diagnostic, bracket, amount, standing)
        left, added = change_from(rows, grid.view.on, new)
        leave += left
        come += added
    if not leave and not come:
        return None
    return await replace_rows(tx, verb, Replacement(UNIT_PRICE, leave, come))


def _row(
    tx: TenantTransaction, view: GridView, diagnostic: Diagnostic, bracket: Bracket, amount: Money, standing: Row | None
) -> Row:  # fmt: skip
    values: dict[str, Any] = {
        "diagnostic": diagnostic.code, "transaction": view.transaction, "property_type": view.property_type,
        "site_id": str(view.site) if view.site else None, "amount_cents": amount, "basis": view.basis.value,
        "special_price_id": str(view.price_list) if view.price_list else None,
        "minutes": standing["minutes"] if standing else None,
    }  # fmt: skip
    return new_row(tx, **values, **bracket_values(bracket))


def refuse_past(on: date, today: date) -> None:
    """What was sold yesterday was sold at yesterday's price."""
    if on < today:
        raise FieldRefused("Cette date est passée. Choisissez aujourd’hui ou un jour à venir.")
