"""The address of the grid: which transaction, property, place, list, day and basis it shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from odissee.platform.fields import FieldError, parse_date
from odissee.platform.french import numeric_date
from odissee.tenants.catalogue.grid import GridView
from odissee.tenants.catalogue.words import PROPERTY_TYPES, TRANSACTIONS
from odissee.tenants.pricing import Basis

PATH = "/parametres/tarifs"


def _known(value: str, rows: Sequence[Any]) -> UUID | None:
    """The id of one of these rows, whoever wrote the address; None otherwise."""
    return next((row["id"] for row in rows if str(row["id"]) == value), None)


def view_of(
    query: Mapping[str, str], today: date, basis: str, sites: Sequence[Any], lists: Sequence[Any]
) -> tuple[GridView, str]:
    """(what to show, sentence about an unreadable day); what is unknown falls back to the first choice."""
    transaction, kind = query.get("transaction", ""), query.get("bien", "")
    on, fault = today, ""
    try:
        on = parse_date(query["du"], today=today) if query.get("du", "").strip() else today
    except FieldError as error:
        fault = str(error)
    chosen = query.get("saisie", basis)
    view = GridView(
        transaction if transaction in TRANSACTIONS else "sale",
        kind if kind in PROPERTY_TYPES else "flat",
        on,
        Basis.EXCL if chosen == Basis.EXCL.value else Basis.INCL,
        _known(query.get("site", ""), sites),
        _known(query.get("liste", ""), lists),
    )
    return view, fault


def address(view: GridView, today: date, **changed: str) -> str:
    """The address that shows a view; what is usual is left out."""
    parts = {
        "transaction": view.transaction,
        "bien": view.property_type,
        "saisie": view.basis.value,
        "site": str(view.site) if view.site else "",
        "liste": str(view.price_list) if view.price_list else "",
        "du": numeric_date(view.on) if view.on != today else "",
        **changed,
    }
    return f"{PATH}?{urlencode({name: value for name, value in parts.items() if value})}"
