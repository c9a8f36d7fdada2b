"""The pages of the five points, and their live parts."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, render_fragment, see_other, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts import contact_of, reach_of
from odissee.tenants.orders.address import differs
from odissee.tenants.orders.compute import compute
from odissee.tenants.orders.draft import Draft, begin, draft_of, insert, started
from odissee.tenants.orders.fields import POINTS, point_of
from odissee.tenants.orders.lines import numbers_of
from odissee.tenants.orders.modes import MODES
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.recap import recap
from odissee.tenants.orders.reopen import reopen
from odissee.tenants.orders.screen import screen

EDIT = allow("order.edit")
REASONS = (
    "select label from list_value where list = 'cancel_reason' and hidden_at is null order by position, label"
)
PATHS = [f"/commandes/{{draft_id:uuid}}/{point}" for point in POINTS]


@get("/commandes/nouvelle", guards=[EDIT])
async def new_order(
    request: Request, mode: FromQuery[str] = "ddt", demandeur: FromQuery[UUID | None] = None
) -> Response[None]:
    """The person's empty draft: coming back here without having typed gives the same one.

    With `?demandeur=`, one that bears the requester's name (a call, a contact's sheet).
    """
    tx, actor, mode = tx_of(request), actor_in(request), mode if mode in MODES else "ddt"
    if demandeur is None:
        draft_id = await begin(tx, actor, mode)
    else:
        contact = await contact_of(tx, demandeur, reach=reach_of(actor))
        draft_id = await insert(
            tx, actor, mode, {"requester_id": str(contact.id), "requester_name": contact.full_name}
        )
    return see_other(request, f"/commandes/{draft_id}/mission")


@get("/dossiers/{dossier_id:uuid}/commande", guards=[EDIT])
async def take_up(request: Request, dossier_id: FromPath[UUID]) -> Response[None]:
    """« Reprendre la commande » (CREA-03)."""
    draft_id = await reopen(tx_of(request), actor_in(request), dossier_id)
    return see_other(request, f"/commandes/{draft_id}/mission")


@get(PATHS, guards=[EDIT])
async def order_point(request: Request, draft_id: FromPath[UUID], tous: FromQuery[str] = "") -> Response[Any]:
    """One of the five points, in any order; a quick order has a page of its own."""
    draft = await draft_of(tx_of(request), actor_in(request), draft_id)
    if draft.mode == "quick":
        return see_other(request, f"/commandes/{draft.id}/rapide")
    return await show(request, draft, request.url.path.rpartition("/")[2], all_lines=bool(tous))


@get("/commandes/{draft_id:uuid}/vivant", guards=[EDIT])
async def live_parts(
    request: Request, draft_id: FromPath[UUID], point: FromQuery[str] = "mission", tous: FromQuery[str] = ""
) -> Page:
    """What a saved field changes on the page: diagnostics, prices, rail, faults beside their fields."""
    tx, actor = tx_of(request), actor_in(request)
    order = await compute(tx, actor, await draft_of(tx, actor, draft_id))
    context = screen(order, actor, point if point in POINTS else "mission", all_lines=bool(tous))
    return render_fragment(request, "orders/live.html", **context, **extras(request))


async def show(request: Request, draft: Draft, point: str, status: int = 200, **more: Any) -> Page:
    """A point's page, with what happened to it: clashes, faults of a refused save."""
    tx, actor = tx_of(request), actor_in(request)
    order = await compute(tx, actor, draft)
    context = screen(order, actor, point, **{"all_lines": False, **more})
    context |= await _of_point(request, order, point)
    if draft.number:
        context["cancel_reasons"] = [row["label"] for row in await tx.fetch(REASONS)]
    return render(request, f"orders/{point}.html", status_code=status, **context, **extras(request))


def extras(request: Request) -> dict[str, Any]:
    """Small helpers of the templates."""
    return {
        "point_of": point_of, "settles": actor_in(request).may("catalogue.manage"),
        "shown": lambda text: text.strip() or "vide",
    }  # fmt: skip


async def _of_point(request: Request, order: Order, point: str) -> dict[str, Any]:
    draft = order.draft
    known = [(label, label) for label in order.origins]
    said = draft.get("origin")
    context: dict[str, Any] = {
        "origins": known if not said or (said, said) in known else [*known, (said, said)],
        "staff": [(str(one["id"]), one["name"]) for one in order.staff], "add_error": "", "new_id": None,
        "more_open": any(draft.get(name) for name in ("use", "lots", "floor_area", "erp_zone", "peb_zone", "previous")),
        "annex_numbers": numbers_of(draft.data, "annex"),
        "offer_address": "address_from" not in draft.data and differs(draft, order.people.occupant),
    }  # fmt: skip
    if point == "mission" and not draft.data:
        context["started"] = await started(tx_of(request), actor_in(request), draft.id)
    if point == "interlocuteurs" and draft.get("new_id"):
        context["new_id"] = next((id for id in order.people.contacts if str(id) == draft.get("new_id")), None)
    if point == "planning":
        context["recap"] = recap(order)
    return context
