from typing import Any

from litestar import Response, get, post

from odissee.platform.fields import FieldError
from odissee.platform.french import long_date, plural
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.catalogue.grid import Cell, Grid, grid_of
from odissee.tenants.catalogue.grid_screen import grid_in, screen
from odissee.tenants.catalogue.set_prices import read_cells, refuse_past, set_prices
from odissee.tenants.catalogue.view_query import PATH, address

MAY = allow("catalogue.manage")
PAGE = "catalogue/prices.html"


@get(PATH, guards=[MAY])
async def prices(request: Request) -> Page:
    grid, around = await grid_in(request)
    return render(request, PAGE, **await screen(request, grid, around))


@post(PATH, guards=[MAY])
async def save_prices(request: Request) -> Response[Any]:
    """The cells that were sent, all or none; the script asks for JSON, a plain form for the page."""
    grid, around = await grid_in(request)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    changes, errors = read_cells(grid, typed)
    try:
        refuse_past(grid.view.on, around["today"])
    except FieldError as error:
        errors = {"du": str(error)}
    wants_json = "application/json" in request.headers.get("accept", "")
    if errors:
        if wants_json:
            return Response({"errors": errors}, status_code=422)
        page = await screen(request, grid, around) | {"typed": typed}
        return refused(
            request, PAGE, errors, **{name: value for name, value in page.items() if name != "errors"}
        )
    entry = await set_prices(tx_of(request), grid, changes)
    undo = f"/annuler/{entry.id}" if entry else ""
    text = _said(len(changes), grid, around["today"])
    if wants_json:
        return Response(
            {"cells": await _cells(request, grid), "text": text if entry else "", "undo": undo},
            status_code=200,
        )
    return see_other(request, address(grid.view, around["today"]), toast(text, undo=undo))


def _said(count: int, grid: Grid, today: Any) -> str:
    when = "" if grid.view.on == today else f", à partir du {long_date(grid.view.on)}"
    return (
        f"{count} {plural(count, 'prix enregistré', 'prix enregistrés')}{when}" if count else "Rien à changer"
    )


async def _cells(request: Request, grid: Grid) -> dict[str, dict[str, str]]:
    """What stands in each cell now."""
    now = await grid_of(tx_of(request), grid.view)
    return {cell.name: _plain(cell) for line in now.lines for cell in line.cells}


def _plain(cell: Cell) -> dict[str, str]:
    return {"shown": cell.shown, "inherited": cell.inherited, "planned": cell.planned}


ROUTES = [prices, save_prices]
