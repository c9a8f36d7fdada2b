"""Everything that the page of prices shows, gathered in a constant number of queries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from odissee.platform import clock
from odissee.platform.french import decimal
from odissee.platform.web import Request, tx_of
from odissee.platform.web.pages import place_in
from odissee.tenants.catalogue.diagnostics import diagnostics_of
from odissee.tenants.catalogue.grid import Grid, grid_of
from odissee.tenants.catalogue.price_settings import price_settings
from odissee.tenants.catalogue.surcharges import shown_surcharges, surcharge_rows
from odissee.tenants.catalogue.view_query import address, view_of
from odissee.tenants.catalogue.words import (
    BASES,
    MEASURES,
    PROPERTY_TYPES,
    SURCHARGES,
    TRANSACTIONS,
    bracket_words,
    typed_amount,
)
from odissee.tenants.companies import settings_nav

SITES = "select id, name from site where closed_at is null order by name"
LISTS = "select id, name from special_price where ended_at is null order by name"


async def grid_in(request: Request) -> tuple[Grid, dict[str, Any]]:
    """The grid that the address asks for, and what the page needs beside it."""
    tx, today = tx_of(request), today_in(request)
    sites, lists, chosen = await tx.fetch(SITES), await tx.fetch(LISTS), await price_settings(tx)
    view, fault = view_of(request.query_params, today, chosen["entry_basis"], sites, lists)
    around = {"sites": sites, "lists": lists, "chosen": chosen, "today": today, "fault": fault}
    return await grid_of(tx, view), around


async def screen(request: Request, grid: Grid, around: dict[str, Any]) -> dict[str, Any]:
    """The context of `catalogue/prices.html`."""
    view, today = grid.view, around["today"]
    surcharges = shown_surcharges(await surcharge_rows(tx_of(request), view.on), view.on)
    return {
        **around, **settings_nav(request), "grid": grid, "view": view,
        "site_options": [(row["id"], row["name"]) for row in around["sites"]],
        "list_options": [(row["id"], row["name"]) for row in around["lists"]],
        "columns": [bracket_words(bracket) for bracket in grid.scale.brackets],
        "address": lambda **changed: address(view, today, **changed),
        "transactions": TRANSACTIONS, "property_types": PROPERTY_TYPES, "bases": BASES, "measures": MEASURES,
        "surcharge_kinds": SURCHARGES, "bounds": " ".join(decimal(bound) for bound in grid.scale.bounds),
        "rules": shown_rules(around["chosen"]) | surcharges, "diagnostics": await diagnostics_of(tx_of(request)),
        "typed": {}, "errors": {}, "form": {}, "trial": None, "ticked": [], "sim": {},
    }  # fmt: skip


def shown_rules(chosen: Mapping[str, Any]) -> dict[str, str]:
    """The fields of the rules that are amounts."""
    names = ("minimum_cents", "km_cents", "km_minimum_cents", "km_maximum_cents")
    shown = {name: "" if chosen[name] is None else typed_amount(chosen[name]) for name in names}
    return shown | {"km_free": str(chosen["km_free"]), "km_billed": "1" if chosen["km_billed"] else ""}


def today_in(request: Request) -> date:
    return clock.today(place_in(request).time_zone)
