"""What a page sent: which fields a person changed, apart from those that the product had filled itself."""

import re
from typing import Any

from litestar.datastructures import FormMultiDict

from odissee.platform.web import Request
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.edit import Page
from odissee.tenants.orders.fields import BOXES, known

DISCOUNT = {
    "discount_value": "shown_discount",
    "discount_kind": "shown_kind",
    "discount_comment": "shown_comment",
}


async def form_sent(request: Request) -> FormMultiDict:
    """The form of the request, whatever its method."""
    return await request.form()


def text(form: FormMultiDict, name: str) -> str:
    """The last value of a field, empty when it was not sent or is a file."""
    values: list[Any] = [value for key, value in form.multi_items() if key == name]
    return values[-1] if values and isinstance(values[-1], str) else ""


def page_of(form: FormMultiDict) -> Page:
    """The page that sent the form; a form that does not say is taken for the oldest."""
    loaded = text(form, "loaded")
    return Page(
        text(form, "page")[:20],
        int(loaded) if loaded.isdigit() and len(loaded) < 9 else 0,
        text(form, "was")[:20],
    )


def changed_fields(form: FormMultiDict) -> dict[str, str]:
    """What the island says has changed, field by field."""
    names = [
        name for name in text(form, "changed").split(",") if known(name) and (name in form or _is_box(name))
    ]
    if "discount_kind" in names:
        names.append("discount_value")
    return {name: text(form, name) for name in names}


def _is_box(name: str) -> bool:
    """Fields that a form leaves out to say « no »; any other one left out is not on this page."""
    return (
        name.startswith(("d_", "ask_"))
        or name.endswith("_skip")
        or any(name in boxes for boxes in BOXES.values())
    )


def page_fields(form: FormMultiDict, point: str) -> dict[str, str]:
    """Every field of a page sent whole: boxes left out are unticked, what the product had filled is left alone."""
    values = {name: text(form, name) for name in form if known(name)}
    values |= {box: text(form, box) for box in BOXES[point]}
    values |= {name: text(form, name) for name in _skips(form)}
    _drop_untouched(form, values)
    if point == "mission":
        _drop_filled(form, values)
    return values


def with_typed_price(draft: Draft, values: dict[str, str]) -> dict[str, str]:
    """An amount that somebody has just typed is the price; one that is emptied gives way to what is proposed."""
    amount = values.get("price_amount")
    if amount is None or amount == draft.get("price_amount") or "price" in values:
        return values
    return {**values, "price": "typed" if amount.strip() else ""}


def _skips(form: FormMultiDict) -> list[str]:
    return [name.replace("_kind", "_skip") for name in form if re.fullmatch(r"annex_\d{1,2}_kind", name)]


def _drop_untouched(form: FormMultiDict, values: dict[str, str]) -> None:
    """Boxes that stand as the product had ticked them say nothing: they keep following the context."""
    shown, listed = set(text(form, "shown").split()), text(form, "listed").split()
    for name in listed:
        ticked = name in form
        if ticked == (name in shown):
            values.pop(name, None)
        elif known(name):
            values[name] = name.partition("_")[2] if ticked else ""


def _drop_filled(form: FormMultiDict, values: dict[str, str]) -> None:
    if values.get("price") == text(form, "shown_price"):
        values.pop("price", None)
    same = {name for name, twin in DISCOUNT.items() if values.get(name) == text(form, twin)}
    if {"discount_value", "discount_kind"} <= same:
        same_comment = {"discount_comment"} & same
        for name in ("discount_value", "discount_kind", *same_comment):
            values.pop(name, None)
