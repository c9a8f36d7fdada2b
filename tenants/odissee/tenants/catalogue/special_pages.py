from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.fields import FieldError, Form, parse_date, parse_name, parse_percent, parse_text
from odissee.platform.french import numeric_date, percent_bp
from odissee.platform.journal import Entry
from odissee.platform.rights import Profile, allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.catalogue.grid_screen import today_in
from odissee.tenants.catalogue.price_settings import discount_limits
from odissee.tenants.catalogue.settings_change import change_settings
from odissee.tenants.catalogue.special_prices import (
    NAMES,
    add_special_price,
    beneficiary_of,
    change_special_price,
    end_special_price,
    special_price,
    special_prices,
)
from odissee.tenants.catalogue.surcharges import parse_worth
from odissee.tenants.catalogue.words import typed_amount
from odissee.tenants.companies import FieldRefused, settings_nav

MAY = allow("catalogue.manage")
PATH = "/parametres/tarifs-particuliers"
PAGE = "catalogue/special_price.html"
LIMITED = [profile for profile in Profile if profile not in (Profile.OWNER, Profile.CLIENT)]
KINDS = {
    "prescriber": "Un prescripteur",
    "main_account": "Un compte principal et ses sous-comptes",
    "network": "Un réseau",
}


def _state(row: Any, today: date) -> tuple[str, str]:
    if row["ended_at"]:
        return "Arrêté", ""
    if row["valid_from"] and row["valid_from"] > today:
        return "À venir", "info"
    return ("Terminé", "") if row["valid_to"] and row["valid_to"] < today else ("En vigueur", "ok")


async def _list(request: Request) -> dict[str, Any]:
    today = today_in(request)
    rows = [
        dict(row) | {"state": _state(row, today), "discount": _worth(row)}
        for row in await special_prices(tx_of(request), today)
    ]
    limits = await discount_limits(tx_of(request))
    shown = {each.value: percent_bp(limits[each]) if each in limits else "" for each in LIMITED}
    profiles = [(each.value, each.label) for each in LIMITED]
    return {"lists": rows, "limits": shown, "profiles": profiles, **settings_nav(request)}


def _worth(row: Mapping[str, Any]) -> str:
    if row["discount_bp"]:
        return percent_bp(row["discount_bp"])
    return f"{typed_amount(row['discount_cents'])} €" if row["discount_cents"] else ""


@get(PATH, guards=[MAY])
async def special_list(request: Request) -> Page:
    return render(request, "catalogue/special_prices.html", errors={}, **await _list(request))


@post(f"{PATH}/limites", guards=[MAY])
async def save_limits(request: Request) -> Response[Any]:
    """The largest discount of each profile; empty: no limit."""
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    typed = {each.value: form.read(each.value, parse_percent) for each in LIMITED}
    if form.errors:
        context = await _list(request) | {"limits": form.raw}
        return refused(request, "catalogue/special_prices.html", form.errors, **context)
    limits = {profile: limit for profile, limit in typed.items() if limit is not None}
    entry = await change_settings(tx_of(request), {"max_discounts": limits})
    return _back(request, "Remises maximales enregistrées", entry)


async def _context(request: Request, form: Mapping[str, Any], id: UUID | None) -> dict[str, Any]:
    names = [row["name"] for row in await tx_of(request).fetch(NAMES)]
    return {"form": form, "id": id, "kinds": KINDS.items(), "names": names, **settings_nav(request)}


@get(f"{PATH}/nouveau", guards=[MAY])
async def new_special(request: Request) -> Page:
    form = {"kind": "prescriber", "valid_from": numeric_date(today_in(request))}
    return render(request, PAGE, errors={}, **await _context(request, form, None))


@get(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def edit_special(request: Request, id: FromPath[UUID]) -> Page:
    row = await special_price(tx_of(request), id)
    kind = "network" if row["network_id"] else "main_account" if row["sub_accounts"] else "prescriber"
    days = {name: numeric_date(row[name]) if row[name] else "" for name in ("valid_from", "valid_to")}
    plain = {name: row[name] for name in ("name", "beneficiary", "comment")}
    form = plain | days | {"kind": kind, "discount": _worth(row)}
    return render(request, PAGE, errors={}, **await _context(request, form, id))


def _read(raw: Mapping[str, str], today: date) -> tuple[Form, dict[str, Any]]:
    form = Form(raw)
    cents, percent = form.read("discount", parse_worth) or (None, 0)
    start = form.read("valid_from", lambda text: parse_date(text, today=today))
    end = form.read("valid_to", lambda text: parse_date(text, today=today))
    if start and end and end < start:
        form.refuse("valid_to", FieldRefused("La fin est avant le début. Corrigez l’une des deux dates."))
    return form, {
        "name": form.read("name", parse_name, required=True),
        "discount_bp": percent, "discount_cents": cents or 0, "comment": form.read("comment", parse_text) or "",
        "valid_from": start, "valid_to": end,
    }  # fmt: skip


@post([f"{PATH}/nouveau", f"{PATH}/{{id:uuid}}"], guards=[MAY])
async def save_special(request: Request) -> Response[Any]:
    tx = tx_of(request)
    id: UUID | None = request.path_params.get("id")
    if id is not None:
        await special_price(tx, id)
    form, values = _read(
        {name: str(value) for name, value in (await request.form()).items()}, today_in(request)
    )
    name = form.read("beneficiary", parse_name, required=True)
    if name:
        try:
            values |= await beneficiary_of(tx, form.raw.get("kind", "prescriber"), name)
        except FieldError as error:
            form.refuse("beneficiary", error)
    if form.errors:
        return refused(request, PAGE, form.errors, **await _context(request, form.raw, id))
    entry = await (change_special_price(tx, id, values) if id else add_special_price(tx, values))
    return _back(request, f"« {values['name']} » enregistré" if entry else "Rien à changer", entry)


@post(f"{PATH}/{{id:uuid}}/arreter", guards=[MAY])
async def stop_special(request: Request, id: FromPath[UUID]) -> Response[Any]:
    ended = not (await request.form()).get("resume")
    entry = await end_special_price(tx_of(request), id, ended)
    return _back(request, "Tarif particulier arrêté" if ended else "Tarif particulier repris", entry)


def _back(request: Request, text: str, entry: Entry | None) -> Response[Any]:
    return see_other(request, PATH, toast(text, undo=f"/annuler/{entry.id}" if entry else ""))


ROUTES = [special_list, save_limits, new_special, edit_special, save_special, stop_special]
