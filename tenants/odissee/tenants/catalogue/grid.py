"""The grid of unit prices as one screen shows it: one transaction, one type of property, one place, one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import long_date
from odissee.platform.money import Money
from odissee.tenants.catalogue.dated import next_after, starts, valid_on
from odissee.tenants.catalogue.diagnostics import Diagnostic, diagnostics_of
from odissee.tenants.catalogue.revision import Row
from odissee.tenants.catalogue.scales import Scale, scale_of
from odissee.tenants.catalogue.tariff import tariff_of
from odissee.tenants.catalogue.words import bracket_words, representative, typed_amount
from odissee.tenants.pricing import (
    Basis,
    Bracket,
    Measure,
    Price,
    PriceContext,
    PriceRow,
    UnitPrice,
    VatRegime,
    unit_price,
)

CELLS = """
select to_jsonb(t) from unit_price t
 where transaction = $1 and property_type = $2 and site_id is not distinct from $3
   and special_price_id is not distinct from $4 and (valid_to is null or valid_to >= $5)
 order by valid_from nulls first"""

type CellKey = tuple[str, str, float, float | None]


@dataclass(frozen=True, slots=True)
class GridView:
    """What is shown: None for site is the whole company, None for list the ordinary prices."""

    transaction: str
    property_type: str
    on: date
    basis: Basis = Basis.INCL
    site: UUID | None = None
    price_list: UUID | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the grid. `shown` is what stands in it, `inherited` what applies while it is empty."""

    name: str
    label: str
    shown: str
    inherited: str = ""
    planned: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    diagnostic: Diagnostic
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows` are those of the database by cell, for whoever changes them."""

    view: GridView
    scale: Scale
    lines: tuple[Line, ...]
    rows: Mapping[CellKey, Sequence[Row]]
    vat: VatRegime


def key_of(row: Row) -> CellKey:
    up_to = row["up_to"]
    return (
        row["diagnostic"],
        row["measure"] or "",
        float(row["above"]),
        None if up_to is None else float(up_to),
    )


def cell_key(code: str, bracket: Bracket) -> CellKey:
    up_to = float(bracket.up_to) if bracket.up_to is not None else None
    return code, bracket.measure.value, float(bracket.above), up_to


async def cells_of(tx: TenantTransaction, view: GridView) -> dict[CellKey, list[Row]]:
    """The rows of this screen in force that day or planned later, by cell."""
    found: dict[CellKey, list[Row]] = {}
    asked = (view.transaction, view.property_type, view.site, view.price_list, view.on)
    for each in await tx.fetch(CELLS, *asked):
        found.setdefault(key_of(each[0]), []).append(each[0])
    return found


async def grid_of(tx: TenantTransaction, view: GridView) -> Grid:
    """The whole screen, in the same number of queries whatever it holds."""
    scale = await scale_of(tx, view.property_type, view.on)
    rows = await cells_of(tx, view)
    wider = [row for row in (await tariff_of(tx, view.site, view.on)).rows if row.price_list is None]
    vat = await company_vat(tx)
    lines = tuple(
        Line(each, tuple(_cell(view, each, bracket, place, rows, wider, vat) for place, bracket in enumerate(scale.brackets)))
        for each in await diagnostics_of(tx)
        if each.offered_for(view.transaction)
    )  # fmt: skip
    return Grid(view, scale, lines, rows, vat)


async def company_vat(tx: TenantTransaction) -> VatRegime:
    """Exempt companies (CGI art. 293 B) show the same price with and without tax."""
    exempt = await tx.fetchval("select vat_regime = 'franchise' from company")
    return VatRegime(untaxed=True) if exempt else VatRegime()


def shown_price(row: Row, diagnostic: Diagnostic, basis: Basis, vat: VatRegime) -> Money:
    """The price of a row in the basis of the screen."""
    return Price(row["amount_cents"], Basis(row["basis"])).in_basis(basis, vat.rate(diagnostic.vat))


def _cell(
    view: GridView, each: Diagnostic, bracket: Bracket, place: int,
    rows: Mapping[CellKey, Sequence[Row]], wider: Sequence[PriceRow], vat: VatRegime,
) -> Cell:  # fmt: skip
    own = rows.get(cell_key(each.code, bracket), ())
    current, later = valid_on(own, view.on), next_after(own, view.on)
    since = starts(current) if current else date.min
    return Cell(
        name=f"{each.code}|{place}",
        label=f"{each.short_label}, {bracket_words(bracket)}",
        shown=typed_amount(shown_price(current, each, view.basis, vat)) if current else "",
        inherited="" if current else _inherited(view, each, bracket, wider, vat),
        planned=_planned(later, each, view.basis, vat),
        since=None if since == date.min else since,
    )


def _planned(row: Row | None, each: Diagnostic, basis: Basis, vat: VatRegime) -> str:
    if row is None:
        return ""
    return f"{typed_amount(shown_price(row, each, basis, vat))} le {long_date(starts(row))}"


def _inherited(
    view: GridView, each: Diagnostic, bracket: Bracket, wider: Sequence[PriceRow], vat: VatRegime
) -> str:
    size = representative(bracket)
    rooms = int(size) if bracket.measure is Measure.ROOMS else None
    context = PriceContext(
        on=view.on, transaction=view.transaction, property_type=view.property_type, rooms=rooms,
        surface=size if rooms is None else None, site=str(view.site) if view.site else None, basis=view.basis, vat=vat,
    )  # fmt: skip
    found = unit_price(each.priced, context, wider)
    return typed_amount(found.amount) if isinstance(found, UnitPrice) else ""


def named_cells(grid: Grid) -> dict[str, tuple[Diagnostic, Bracket]]:
    """Field name → what it prices."""
    return {
        cell.name: (line.diagnostic, grid.scale.brackets[place])
        for line in grid.lines
        for place, cell in enumerate(line.cells)
    }
