"""« Coller un texte ou un mail » (OUR-15): paste, see each field with its words, go on with the order."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FormErrors
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts import contact_of, reach_of
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.edit import write
from odissee.tenants.orders.fields import label_of
from odissee.tenants.orders.from_message import FILLED
from odissee.tenants.orders.known_people import Named, create_named, named_in, recognised
from odissee.tenants.orders.modes import operations_of
from odissee.tenants.orders.pages import EDIT
from odissee.tenants.orders.read_in import read_in, reading_of
from odissee.tenants.orders.reading import FIELDS
from odissee.tenants.orders.screen import LISTS
from odissee.tenants.orders.sent import form_sent, text

EMPTY = "Collez le texte de la demande, ou choisissez le fichier du mail."
TOO_BIG = "Ce fichier pèse plus de 5 Mo. Collez plutôt le texte du mail."
LARGEST = 5_000_000
ALWAYS = ("transaction", "type", "surface", "rooms", "built_year", "heating", "address", "postcode", "city")
_ORDER = (
    *ALWAYS, "complement", "permit_on", "gas", "electricity", "co_owned", "sewer", "furnished", "lots", "lot", "floor", "door",
    "keys_place", "internal_ref",
)  # fmt: skip
_CHOICES = {
    "type": LISTS["types"], "heating": LISTS["heatings"], "gas": LISTS["ages"], "electricity": LISTS["ages"],
    "co_owned": LISTS["yes_no"], "sewer": LISTS["sewers"], "furnished": LISTS["yes_no"],
}  # fmt: skip


@get("/commandes/lire", guards=[EDIT])
async def paste(request: Request) -> Page:
    """Where a request is pasted."""
    return render(request, "orders/paste.html", typed="", errors={})


@post("/commandes/lire", guards=[EDIT], status_code=200)
async def read_pasted(request: Request) -> Response[Any]:
    """Read it; what is no order creates nothing, and the text stays in its place."""
    form = await form_sent(request)
    typed, file = text(form, "text"), form.get("mail")
    data = await file.read() if isinstance(file, UploadFile) and file.filename else b""
    wrong = TOO_BIG if len(data) > LARGEST else "" if data or typed.strip() else EMPTY
    if wrong:
        return _again(request, typed, {"text": wrong})
    try:
        first = await read_in(tx_of(request), actor_in(request), data or typed)
    except OdisseeError as refusal:
        return _again(request, typed, {"text": refusal.sentence})
    return see_other(request, f"/commandes/{first}/lecture")


def _again(request: Request, typed: str, errors: dict[str, str]) -> Page:
    return render(request, "orders/paste.html", status_code=422, typed=typed, errors=errors)


@get("/commandes/{draft_id:uuid}/lecture", guards=[EDIT])
async def show_reading(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """Each field with the words it came from, what is to check, what was not understood."""
    draft = await draft_of(tx_of(request), actor_in(request), draft_id)
    return await _show(request, draft)


async def _show(
    request: Request, draft: Draft, status: int = 200, errors: dict[str, str] | None = None
) -> Response[Any]:
    tx = tx_of(request)
    kept = await reading_of(tx, draft.id)
    if kept is None:
        return see_other(request, f"/commandes/{draft.id}/mission")
    people = named_in(kept["readings"])
    for one in people:
        await recognised(tx, actor_in(request), one)
    return render(
        request, "orders/reading.html", status_code=status, draft=draft, kept=kept, people=people,
        rows=_rows(draft, kept["readings"]), notes=_notes(kept["readings"]), errors=errors or {},
        diagnostics=next((row for row in kept["readings"] if row["field"] == "diagnostics"), None),
        siblings=kept["siblings"], rank=kept["siblings"].index(str(draft.id)) + 1,
    )  # fmt: skip


def _rows(draft: Draft, readings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields to look at: those that were read, and the few that every order needs."""
    by_field: dict[str, dict[str, Any]] = {}
    for row in readings:
        name = FILLED.get(row["field"])
        if name and (name not in by_field or row["raw"] is not None):
            by_field[name] = row
    choices = {**_CHOICES, "transaction": [(o.key, o.label) for o in operations_of(draft.mode)]}
    return [
        {"name": name, "label": label_of(name), "value": draft.get(name), "choices": choices.get(name), "read": by_field.get(name)}
        for name in _ORDER
        if name in by_field or name in ALWAYS
    ]  # fmt: skip


def _notes(readings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has no field of its own: noted in the comments, or only shown."""
    hidden = {*FILLED, "requester_name", "diagnostics", "requester_phone", "requester_mail"} - {"urgency"}
    return [
        {**row, "label": FIELDS.get(row["field"], row["field"])}
        for row in readings
        if row["field"] not in hidden
    ]


@post("/commandes/{draft_id:uuid}/lecture", guards=[EDIT], status_code=200)
async def accept_reading(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """Keep the fields as corrected and the people as chosen, then open the order (or the next property)."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    kept = await reading_of(tx, draft.id)
    values = {name: text(form, name) for name in _ORDER if name in form}
    try:
        for one in named_in(kept["readings"]) if kept else []:
            values |= await _chosen(request, form, one)
    except FormErrors as wrong:
        return await _show(request, draft, 422, {"": " ".join(wrong.errors.values())})
    await write(tx, actor, draft, values)
    go = text(form, "go")
    follows = (
        f"/commandes/{go}/lecture" if kept and go in kept["siblings"] else f"/commandes/{draft.id}/mission"
    )
    return see_other(request, follows)


async def _chosen(request: Request, form: FormMultiDict, one: Named) -> dict[str, str]:
    """The contact that a person picked for this role; nothing when they leave it for later."""
    picked = text(form, f"pick_{one.role}")
    if picked == "new":
        id, name = await create_named(tx_of(request), one)
        return {f"{one.role}_id": id, f"{one.role}_name": name}
    try:
        id_ = UUID(picked)
    except ValueError:
        return {}
    contact = await contact_of(tx_of(request), id_, reach=reach_of(actor_in(request)))
    return {f"{one.role}_id": str(contact.id), f"{one.role}_name": contact.full_name}
