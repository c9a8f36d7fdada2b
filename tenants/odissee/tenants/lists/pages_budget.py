"""The budgets of an origin, on its page."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.fields import FieldError, FormErrors, parse_amount, parse_date
from odissee.platform.rights import allow
from odissee.platform.web import Request, see_other, toast, tx_of
from odissee.platform.web.pages import place_in
from odissee.tenants.contacts import form_of
from odissee.tenants.lists.budgets import add_budget, remove_budget
from odissee.tenants.lists.queries import value_of
from odissee.tenants.lists.shown import HOME, show_value

MANAGE = allow("catalogue.manage")


@post(f"{HOME}/valeurs/{{value_id:uuid}}/budgets", guards=[MANAGE])
async def budget(request: Request, value_id: FromPath[UUID]) -> Response[Any]:
    """Of an origin only: from a day to a day, so much."""
    tx, form = tx_of(request), await form_of(request)
    row = await value_of(tx, value_id)
    if row["list"] != "origin":
        raise NotFound
    today = clock.today(place_in(request).time_zone)
    start = form.read("starts_on", lambda raw: parse_date(raw, today=today), required=True)
    end = form.read("ends_on", lambda raw: parse_date(raw, today=today), required=True)
    cents = form.read("amount", parse_amount, required=True)
    if not form.errors and end < start:
        form.refuse("ends_on", FieldError("error.date_order"))
    try:
        form.raise_if_errors()
        entry = await add_budget(tx, value_id, start, end, cents)
    except FormErrors as wrong:
        return await show_value(request, row, {"label": row["label"], **form.raw}, wrong.errors)
    except OdisseeError as refusal:
        return await show_value(
            request, row, {"label": row["label"], **form.raw}, {"starts_on": refusal.sentence}
        )
    return see_other(
        request, f"{HOME}/valeurs/{value_id}", toast("Budget ajouté.", undo=f"/annuler/{entry.id}")
    )


@post(f"{HOME}/valeurs/{{value_id:uuid}}/budgets/{{budget_id:uuid}}/retirer", guards=[MANAGE])
async def drop_budget(request: Request, value_id: FromPath[UUID], budget_id: FromPath[UUID]) -> Response[Any]:
    entry = await remove_budget(tx_of(request), value_id, budget_id)
    return see_other(
        request, f"{HOME}/valeurs/{value_id}", toast("Budget retiré.", undo=f"/annuler/{entry.id}")
    )


ROUTES = [budget, drop_budget]
