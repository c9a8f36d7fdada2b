"""What the pages of lists show."""

from collections import defaultdict
from typing import Any

from odissee.platform.web import Request, refused, render, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import settings_nav
from odissee.tenants.contacts import TYPES
from odissee.tenants.lists.kinds import KINDS, ListKind
from odissee.tenants.lists.queries import base_of, budgets_of

HOME = "/parametres/listes"


def around(request: Request, kind: ListKind) -> dict[str, Any]:
    tabs = [
        {"label": one.label, "href": f"{HOME}/{one.key}", "current": one is kind} for one in KINDS.values()
    ]
    forms = [(one.key, one.label) for one in TYPES.values()]
    return {"kind": kind, "tabs": tabs, "forms": forms, "base_of": base_of, **settings_nav(request)}


async def show_value(request: Request, row: Any, typed: dict[str, str], errors: dict[str, str]) -> Page:
    kind = KINDS[row["list"]]
    budgets = await budgets_of(tx_of(request), row["id"]) if kind.key == "origin" else []
    context = around(request, kind) | {"row": row, "typed": defaultdict(str, typed), "budgets": budgets}
    return (
        refused(request, "lists/value.html", errors, **context)
        if errors
        else render(request, "lists/value.html", errors={}, **context)
    )
