"""What the pages of an order send: a field as it is typed, a whole page, a choice between two values."""

from typing import Any
from uuid import UUID

from litestar import Response, patch, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FormErrors
from odissee.platform.web import Request, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.dossiers import DossierStatus
from odissee.tenants.orders.address import CAUSES, follow_occupant
from odissee.tenants.orders.by_name import PICKERS, candidates, with_names
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.edit import Clash, store, write
from odissee.tenants.orders.fields import POINTS, known
from odissee.tenants.orders.lines import NO_CONTACT, add_annex, add_person, remove_line
from odissee.tenants.orders.modes import MODES
from odissee.tenants.orders.pages import EDIT, PATHS, extras, show
from odissee.tenants.orders.save import Saved, save_order
from odissee.tenants.orders.sent import (
    changed_fields,
    form_sent,
    page_fields,
    page_of,
    text,
    with_typed_price,
)
from odissee.tenants.orders.settle import settle
from odissee.tenants.orders.validate import validate_order
from odissee.tenants.orders.whole import whole


@patch("/commandes/{draft_id:uuid}/champs", guards=[EDIT])
async def keep_fields(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """The fields that the island says have changed; 409 with both values when a colleague changed one too."""
    tx, actor = tx_of(request), actor_in(request)
    form = await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    values = with_typed_price(draft, changed_fields(form))
    clashes = await write(tx, actor, draft, values, page_of(form))
    if values.keys() & CAUSES:
        await follow_occupant(tx, actor, draft)
    if clashes:
        tx.state["keep"] = True
        return _clash_notice(request, draft, clashes)
    return Response({"version": draft.version})


def _clash_notice(request: Request, draft: Draft, clashes: list[Clash]) -> Page:
    point = request.headers.get("referer", "").rpartition("/")[2].partition("?")[0]
    page = render_fragment(
        request, "orders/clash_notice.html", clashes=clashes, base=f"/commandes/{draft.id}",
        point=point if point in POINTS else "mission", **extras(request),
    )  # fmt: skip
    page.status_code = 409
    return page


@post(PATHS, guards=[EDIT], status_code=200)
async def send_point(request: Request, draft_id: FromPath[UUID]) -> Response[Any]:
    """A whole page: its fields are kept first, then what the button asks for."""
    tx, actor = tx_of(request), actor_in(request)
    form, point = await form_sent(request), request.url.path.rpartition("/")[2]
    draft = await draft_of(tx, actor, draft_id, lock=True)
    values = await with_names(tx, actor, draft, with_typed_price(draft, page_fields(form, point)))
    before = {name: draft.get(name) for name in CAUSES}
    clashes = await write(tx, actor, draft, values, page_of(form))
    if any(draft.get(name) != was for name, was in before.items()):
        await follow_occupant(tx, actor, draft)
    if clashes:
        tx.state["keep"] = True
        return await show(request, draft, point, 409, clashes=clashes)
    return await _asked(request, draft, form, point)


async def _asked(request: Request, draft: Draft, form: FormMultiDict, point: str) -> Response[Any]:
    tx, actor, go = tx_of(request), actor_in(request), text(form, "go")
    if go in ("fermer", "valider"):
        return await _save_and_close(request, draft, point, validate=go == "valider")
    sought = text(form, "chercher")
    if sought in PICKERS:
        hits = await candidates(tx, actor, text(form, f"{sought}_name").strip())
        return await show(request, draft, point, candidates={sought: hits})
    if text(form, "settle") and (lacking := await settle(tx, actor, form)):
        tx.state["keep"] = True
        return await show(request, draft, point, 422, refused_errors={"": lacking})
    if text(form, "set_mode") == "quick" and draft.dossier_id is None:
        draft.mode = "quick"
        await store(tx, actor, draft, ["transaction"])
        return see_other(request, f"/commandes/{draft.id}/rapide")
    changed = _change(draft, form)
    if not changed and text(form, "add") == "person":
        tx.state["keep"] = True
        return await show(request, draft, point, 422, add_error=NO_CONTACT)
    if changed:
        await store(tx, actor, draft, changed)
    if text(form, "reset") == "address":
        await follow_occupant(tx, actor, draft, force=True)
    return see_other(request, f"/commandes/{draft.id}/{go if go in POINTS else point}")


def _change(draft: Draft, form: FormMultiDict) -> list[str]:
    """What a button of the page does to the draft; returns the names of the fields that it changed."""
    mode, add = text(form, "set_mode"), text(form, "add")
    if mode in MODES and mode != draft.mode:
        draft.mode = mode
        return ["transaction"]
    if add:
        return add_person(draft) if add == "person" else add_annex(draft)
    return remove_line(draft, text(form, "remove")) or _reset(draft, text(form, "reset"))


def _reset(draft: Draft, what: str) -> list[str]:
    """« Revenir au contexte », « Reprendre la remise du prescripteur »: the product fills these fields again."""
    lead = {"context": "d_", "discount": "discount_"}.get(what)
    gone = [name for name in draft.data if lead and name.startswith(lead) and name != "discount_reason"]
    for name in gone:
        del draft.data[name]
    return gone


async def _save_and_close(request: Request, draft: Draft, point: str, *, validate: bool) -> Response[Any]:
    tx, actor, status = tx_of(request), actor_in(request), None
    try:
        async with whole(tx):
            saved = await save_order(tx, actor, draft)
            status = await validate_order(tx, actor, saved) if validate else None
    except FormErrors as wrong:
        return await show(request, draft, point, 422, refused_errors=wrong.errors)
    except OdisseeError as refusal:
        return await show(request, draft, point, refusal.status, refused_errors={"": refusal.sentence})
    return see_other(request, f"/dossiers/{saved.dossier_id}", toast(_said(saved, status)))


def _said(saved: Saved, status: DossierStatus | None) -> str:
    what = "créé" if saved.created else "enregistré"
    return f"Dossier {saved.number} {what} : {status.label}." if status else f"Dossier {saved.number} {what}."


@post("/commandes/{draft_id:uuid}/arbitrer", guards=[EDIT], status_code=200)
async def choose_value(request: Request, draft_id: FromPath[UUID]) -> Response[None]:
    """Of two values of the same field, the one that a person keeps."""
    tx, actor, form = tx_of(request), actor_in(request), await form_sent(request)
    draft = await draft_of(tx, actor, draft_id, lock=True)
    point = text(form, "point")
    if text(form, "keep") == "mine":
        mine = {name.removeprefix("m_"): text(form, name) for name in form if name.startswith("m_")}
        await write(tx, actor, draft, {name: value for name, value in mine.items() if known(name)})
    return see_other(request, f"/commandes/{draft.id}/{point if point in POINTS else 'mission'}")
