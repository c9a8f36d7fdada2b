"""`/parametres/listes`: each list, its values, and one value."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.fields import Form, FormErrors, parse_name
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage
from odissee.tenants.contacts import TYPES, form_of
from odissee.tenants.lists.change import add_value, change_value, hide_value, move_value
from odissee.tenants.lists.kinds import KINDS, ListKind
from odissee.tenants.lists.pages_budget import ROUTES as BUDGETS
from odissee.tenants.lists.queries import value_of, values_of
from odissee.tenants.lists.shown import HOME, around, show_value

MANAGE = allow("catalogue.manage")
SETTINGS_PAGES.append(
    SettingsPage(
        "Listes",
        HOME,
        "catalogue.manage",
        "Catalogue et prix",
        "list",
        "Origines, motifs, types, réseaux",
        40,
    )
)


@get(HOME, guards=[MANAGE])
async def all_lists(request: Request) -> Page:
    return await _list(request, KINDS["origin"], {}, {})


@get(f"{HOME}/{{key:str}}", guards=[MANAGE])
async def one_list(request: Request, key: FromPath[str]) -> Page:
    return await _list(request, _kind(key), {}, {})


def _kind(key: str) -> ListKind:
    if key not in KINDS:
        raise NotFound
    return KINDS[key]


async def _list(request: Request, kind: ListKind, typed: dict[str, str], errors: dict[str, str]) -> Page:
    values = await values_of(tx_of(request), kind.key, clock.today(place_in(request).time_zone))
    context = around(request, kind) | {"values": values, "typed": defaultdict(str, typed)}
    return (
        refused(request, "lists/list.html", errors, **context)
        if errors
        else render(request, "lists/list.html", errors={}, **context)
    )


@post(f"{HOME}/{{key:str}}", guards=[MANAGE])
async def add(request: Request, key: FromPath[str]) -> Response[Any]:
    kind, form = _kind(key), await form_of(request)
    label = form.read("label", parse_name, required=True)
    try:
        form.raise_if_errors()
        entry = await add_value(tx_of(request), key, label, _data(kind, form))
    except FormErrors as wrong:
        return await _list(request, kind, form.raw, wrong.errors)
    except Conflict as conflict:
        return await _list(request, kind, form.raw, {"label": conflict.sentence})
    return see_other(request, f"{HOME}/{key}", toast(f"« {label} » est ajouté.", undo=f"/annuler/{entry.id}"))


def _data(kind: ListKind, form: Form) -> dict[str, Any]:
    """What a value of this list carries beside its name."""
    if kind.key == "contact_type":
        return {"base": form.raw["base"] if form.raw.get("base") in TYPES else "entreprise"}
    return {"national": form.checked("national")} if kind.key == "network" else {}


@get(f"{HOME}/valeurs/{{value_id:uuid}}", guards=[MANAGE])
async def one_value(request: Request, value_id: FromPath[UUID]) -> Page:
    row = await value_of(tx_of(request), value_id)
    return await show_value(request, row, {"label": row["label"]}, {})


@post(f"{HOME}/valeurs/{{value_id:uuid}}", guards=[MANAGE])
async def change(request: Request, value_id: FromPath[UUID]) -> Response[Any]:
    tx, form = tx_of(request), await form_of(request)
    row = await value_of(tx, value_id)
    label = form.read("label", parse_name, required=True)
    try:
        form.raise_if_errors()
        entry = await change_value(tx, value_id, label, _data(KINDS[row["list"]], form))
    except FormErrors as wrong:
        return await show_value(request, row, form.raw, wrong.errors)
    except Conflict as conflict:
        return await show_value(request, row, form.raw, {"label": conflict.sentence})
    said = toast(f"« {label} » est enregistré.", undo=f"/annuler/{entry.id}") if entry else None
    return see_other(request, f"{HOME}/{row['list']}", said)


@post(f"{HOME}/valeurs/{{value_id:uuid}}/monter", guards=[MANAGE])
async def move_up(request: Request, value_id: FromPath[UUID]) -> Response[Any]:
    return await _moved(request, value_id, -1)


@post(f"{HOME}/valeurs/{{value_id:uuid}}/descendre", guards=[MANAGE])
async def move_down(request: Request, value_id: FromPath[UUID]) -> Response[Any]:
    return await _moved(request, value_id, 1)


async def _moved(request: Request, value_id: UUID, step: int) -> Response[Any]:
    row = await value_of(tx_of(request), value_id)
    entry = await move_value(tx_of(request), value_id, step)
    said = toast(f"« {row['label']} » est déplacé.", undo=f"/annuler/{entry.id}") if entry else None
    return see_other(request, f"{HOME}/{row['list']}", said)


@post(f"{HOME}/valeurs/{{value_id:uuid}}/desactiver", guards=[MANAGE])
async def hide(request: Request, value_id: FromPath[UUID]) -> Response[Any]:
    return await _hidden(request, value_id, "n’est plus proposé.", hidden=True)


@post(f"{HOME}/valeurs/{{value_id:uuid}}/reactiver", guards=[MANAGE])
async def show(request: Request, value_id: FromPath[UUID]) -> Response[Any]:
    return await _hidden(request, value_id, "est de nouveau proposé.", hidden=False)


async def _hidden(request: Request, value_id: UUID, words: str, *, hidden: bool) -> Response[Any]:
    row = await value_of(tx_of(request), value_id)
    entry = await hide_value(tx_of(request), value_id, hidden=hidden)
    said = toast(f"« {row['label']} » {words}", undo=f"/annuler/{entry.id}") if entry else None
    return see_other(request, f"{HOME}/{row['list']}", said)


ROUTES = [
    all_lists, one_list, add, one_value, change, move_up, move_down, hide, show, *BUDGETS,
]  # fmt: skip
