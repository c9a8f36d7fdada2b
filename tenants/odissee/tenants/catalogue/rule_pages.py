"""Beside the grid: its brackets, copies of it, the minimum price, additions and travel."""

from typing import Any
from uuid import UUID

from litestar import Response, post

from odissee.platform.fields import FieldError, Form, parse_date, parse_integer
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.catalogue.copy_grid import Raise, copy_grid, parse_raise
from odissee.tenants.catalogue.grid import Grid, GridView
from odissee.tenants.catalogue.grid_screen import grid_in, screen
from odissee.tenants.catalogue.scales import Scale, change_scale, parse_bounds
from odissee.tenants.catalogue.set_prices import refuse_past
from odissee.tenants.catalogue.settings_change import change_settings
from odissee.tenants.catalogue.surcharges import read_surcharges, set_surcharges
from odissee.tenants.catalogue.view_query import PATH, address
from odissee.tenants.catalogue.words import PROPERTY_TYPES, TRANSACTIONS, parse_price
from odissee.tenants.pricing import Measure

MAY = allow("catalogue.manage")
PAGE = "catalogue/prices.html"
STEPS = {"1": 1, "100": 1_00, "500": 5_00}


async def _again(request: Request, grid: Grid, around: dict[str, Any], form: Form) -> Page:
    context = await screen(request, grid, around) | {"form": form.raw, "rules": form.raw}
    if not any(name.startswith("s_") for name in form.raw):
        context |= {"rules": (await screen(request, grid, around))["rules"]}
    context.pop("errors")
    return refused(request, PAGE, form.errors, **context)


async def _form(request: Request) -> Form:
    return Form({name: str(value) for name, value in (await request.form()).items()})


def _undo(entry: Any) -> str:
    return f"/annuler/{entry.id}" if entry else ""


@post(f"{PATH}/tranches", guards=[MAY])
async def save_scale(request: Request) -> Response[Any]:
    grid, around = await grid_in(request)
    form = await _form(request)
    bounds = form.read("bounds", parse_bounds, required=True)
    measure = Measure.SURFACE if form.raw.get("measure") == "surface" else Measure.ROOMS
    if not form.errors:
        try:
            refuse_past(grid.view.on, around["today"])
            entry = await change_scale(
                tx_of(request), grid.view.property_type, Scale(measure, bounds), grid.view.on
            )
            text = f"{PROPERTY_TYPES[grid.view.property_type]} : {len(bounds) + 1} tranches"
            return see_other(request, address(grid.view, around["today"]), toast(text, undo=_undo(entry)))
        except FieldError as error:
            form.refuse("bounds", error)
    return await _again(request, grid, around, form)


@post(f"{PATH}/copier", guards=[MAY])
async def copy(request: Request) -> Response[Any]:
    """The grid that is shown, into the one that the form names, raised or lowered."""
    grid, around = await grid_in(request)
    form = await _form(request)
    percent = form.read("percent", parse_raise) or 0
    on = form.read("from", lambda raw: parse_date(raw, today=around["today"])) or grid.view.on
    target = _target(form, grid.view, around)
    try:
        refuse_past(on, around["today"])
    except FieldError as error:
        form.refuse("from", error)
    if form.errors:
        return await _again(request, grid, around, form)
    view = GridView(*target[:2], on, grid.view.basis, *target[2:])
    entry = await copy_grid(
        tx_of(request), grid, view, Raise(percent, STEPS.get(form.raw.get("step", ""), 1))
    )
    text = "Grille copiée" if entry else "Rien à changer"
    return see_other(request, address(view, around["today"]), toast(text, undo=_undo(entry)))


def _target(form: Form, view: GridView, around: dict[str, Any]) -> tuple[str, str, UUID | None, UUID | None]:
    raw = form.raw
    ids = {str(row["id"]): row["id"] for row in (*around["sites"], *around["lists"])}
    return (
        raw["to_transaction"] if raw.get("to_transaction") in TRANSACTIONS else view.transaction,
        raw["to_type"] if raw.get("to_type") in PROPERTY_TYPES else view.property_type,
        ids.get(raw.get("to_site", "")),
        ids.get(raw.get("to_list", "")),
    )


@post(f"{PATH}/regles", guards=[MAY])
async def save_rules(request: Request) -> Response[Any]:
    """Minimum, additions and travel; additions hold from the day that is shown."""
    grid, around = await grid_in(request)
    form = await _form(request)
    values = {
        name: form.read(name, parse_price) for name in ("minimum_cents", "km_cents", "km_maximum_cents")
    }
    values["km_minimum_cents"] = form.read("km_minimum_cents", parse_price) or 0
    values["km_free"] = form.read("km_free", parse_integer) or 0
    values["km_billed"] = form.checked("km_billed")
    surcharges = read_surcharges(form)
    try:
        refuse_past(grid.view.on, around["today"])
    except FieldError as error:
        form.refuse("", error)
    if form.errors:
        return await _again(request, grid, around, form)
    first = await set_surcharges(tx_of(request), surcharges, grid.view.on)
    second = await change_settings(tx_of(request), values)
    text = "Règles enregistrées" if first or second else "Rien à changer"
    undo = "" if first and second else _undo(first or second)
    return see_other(request, address(grid.view, around["today"]), toast(text, undo=undo))


@post(f"{PATH}/saisie", guards=[MAY])
async def save_basis(request: Request) -> Response[Any]:
    """How prices are typed from now on: with or without tax. What is stored keeps its own basis."""
    grid, around = await grid_in(request)
    basis = "excl" if (await request.form()).get("basis") == "excl" else "incl"
    entry = await change_settings(tx_of(request), {"entry_basis": basis})
    words = "hors taxes" if basis == "excl" else "toutes taxes comprises"
    path = address(grid.view, around["today"], saisie=basis)
    return see_other(request, path, toast(f"Prix saisis {words}", undo=_undo(entry)))


ROUTES = [save_scale, copy, save_rules, save_basis]
