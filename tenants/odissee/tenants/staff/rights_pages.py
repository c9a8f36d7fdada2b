from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post

from odissee.platform.french import typography
from odissee.platform.rights import GRANTS, Profile, Scope, allow, fresh
from odissee.platform.rights.matrix import Overrides, default_scope
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import settings_nav
from odissee.tenants.staff.rights_change import (
    EDITABLE,
    Cell,
    apply_changes,
    choices,
    overrides,
    reset,
    scope_in,
    wanted_changes,
    write_cell,
)

MAY = allow("rights.edit")
PATH = "/parametres/droits"
FIXED = (Profile.OWNER, Profile.ADMIN)
WORDS = {Scope.ALL: "Oui", Scope.OWN: "Les siens", Scope.NONE: "Non"}


@get(PATH, guards=[MAY])
async def rights(request: Request) -> Page:
    """The matrix; with `?c=`, cells chosen and not yet applied, so that a proof of identity loses nothing."""
    current = await overrides(tx_of(request))
    waiting = wanted_changes(current, request.query_params.getall("c", []))
    people = await tx_of(request).fetchval(
        "select count(*) from membership where kind = 'staff' and revoked_at is null"
    )
    return render(
        request, "staff/rights.html", groups=_groups(current, waiting), profiles=[*FIXED, *EDITABLE], people=people,
        changed=len(current), waiting=[write_cell(*item) for item in waiting.items()], said=_said(waiting),
        **settings_nav(request),
    )  # fmt: skip


def _groups(current: Overrides, waiting: dict[Cell, Scope]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for grant in GRANTS.values():
        cells = [_cell((profile, grant.permission), current, waiting) for profile in EDITABLE]
        fixed = [WORDS[grant.scopes[profile]] for profile in FIXED]
        line = {"label": grant.label, "fixed": fixed, "cells": cells, "sensitive": grant.sensitive}
        groups.setdefault(grant.group, []).append(line)
    return list(groups.items())


def _cell(cell: Cell, current: Overrides, waiting: dict[Cell, Scope]) -> dict[str, Any]:
    profile, permission = cell
    return {
        "name": f"{profile}:{permission}",
        "profile": profile.label,
        "value": waiting.get(cell, scope_in(current, cell)),
        "options": [(scope, WORDS[scope]) for scope in choices(permission)],
        "changed": cell in waiting or cell in current,
        "origin": WORDS[default_scope(*cell)],
    }


def _said(waiting: dict[Cell, Scope]) -> str:
    """« Technicien, voir les factures : oui. »"""
    parts = [
        f"{profile.label}, {GRANTS[permission].action} : {WORDS[scope].lower()}."
        for (profile, permission), scope in list(waiting.items())[:6]
    ]
    return typography(" ".join(parts) + (" …" if len(waiting) > 6 else ""))


@post(PATH, guards=[MAY])
async def choose(request: Request) -> Response[None]:
    """Keep nothing yet: show what would change."""
    form = await request.form()
    cells = [f"{name}:{value}" for name, value in form.items() if name.count(":") == 1]
    waiting = wanted_changes(await overrides(tx_of(request)), cells)
    if not waiting:
        return see_other(request, PATH, toast("Aucune case n’a changé"))
    query = urlencode([("c", write_cell(*item)) for item in waiting.items()])
    return see_other(request, f"{PATH}?{query}")


@post(f"{PATH}/appliquer", guards=[MAY, fresh])
async def apply(request: Request) -> Response[None]:
    tx, form = tx_of(request), await request.form()
    entry = await apply_changes(tx, wanted_changes(await overrides(tx), form.getall("c", [])))
    if entry is None:
        return see_other(request, PATH, toast("Aucune case n’a changé"))
    count = len(entry.after)
    words = "1 changement appliqué" if count == 1 else f"{count} changements appliqués"
    return see_other(request, PATH, toast(words, undo=f"/annuler/{entry.id}"))


@post(f"{PATH}/origine", guards=[MAY, fresh])
async def back_to_origin(request: Request) -> Response[None]:
    entry = await reset(tx_of(request))
    if entry is None:
        return see_other(request, PATH, toast("Les droits sont déjà ceux d’origine"))
    return see_other(request, PATH, toast("Droits d’origine rétablis", undo=f"/annuler/{entry.id}"))


ROUTES = [rights, choose, apply, back_to_origin]
