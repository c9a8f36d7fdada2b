"""Saving an order: property, people, diagnostics, amount and appointment become a dossier, all or nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form, FormErrors
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.rights import Actor
from odissee.tenants.companies import within_plan
from odissee.tenants.dossiers import Trigger, move, open_dossier, refresh, seen_dossier, set_urgent
from odissee.tenants.orders.compute import compute
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.save_parts import keep_people, keep_services, summary
from odissee.tenants.orders.sheet import keep_sheet
from odissee.tenants.orders.visit import place_visit
from odissee.tenants.properties import Property, save_property

CHANGE = """
update dossier set mode = $2, nature = $3, origin = $4, internal_ref = $5, amount_cents = $6, site_id = $7,
       active_at = $8 where id = $1"""
ON_ORDER_SAVED: list[Callable[[TenantTransaction, UUID], Awaitable[None]]] = []
"""Features that wait for the order of a dossier: a client's request is read again when its order is saved."""
NO_REASON = "Indiquez la raison : elle reste dans l’historique."
CONTEXT = "update property set context = $2, annex_count = $3 where id = $1"
FACTS = (
    "transaction", "use", "mono_ownership", "co_owned", "heating", "gas", "electricity", "sewer", "dpe_letter", "lots",
    "floor_area", "furnished", "previous", "termites", "erp_zone", "peb_zone", "merule_zone", "change_of_use_zone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """The dossier that an order became, with the order as it was read."""

    dossier_id: UUID
    number: int
    created: bool
    order: Order


async def save_order(tx: TenantTransaction, actor: Actor, draft: Draft) -> Saved:
    """Create the dossier (« À deviser ») or update it where it stands, and close the draft.

    « Montant » is the total of the order (decision A4), even beside an accepted quote: the quote itself never
    changes, and the thread says for how much it stays accepted. Raises `FormErrors` with every wrong field (nothing is written), `PlanLimit`, or `Overlap` of the appointment.
    """
    order = await compute(tx, actor, draft)
    refuse_faults(order)
    before = await seen_dossier(tx, actor, draft.dossier_id) if draft.dossier_id else None
    property_ = await _property(tx, order, before["property_id"] if before else None)
    dossier_id, number = await _dossier(tx, actor, order, before, property_.id)
    old = await summary(tx, dossier_id) if before else None
    await keep_people(tx, dossier_id, order)
    await keep_services(tx, dossier_id, order)
    if bool(draft.get("urgent")) != bool(before and before["urgent_at"]):
        await set_urgent(tx, dossier_id, bool(draft.get("urgent")))
    if await place_visit(tx, actor, dossier_id, order.visit, order.minutes, order.zone):
        await move(tx, dossier_id, Trigger.APPOINTMENT_CONFIRMED)
    await keep_sheet(tx, dossier_id, order)
    await _close(tx, draft, dossier_id)
    for told in ON_ORDER_SAVED:
        await told(tx, dossier_id)
    await refresh(tx, dossier_id)
    tell(tx, "dossier", dossier_id)
    after = await summary(tx, dossier_id)
    if after != old:
        after |= {"accepted": dict(order.accepted)} if order.departs else {}
        record(tx, "dossier", dossier_id, "order.saved", dossier_id=dossier_id, before=old, after=after)
    return Saved(dossier_id, number, before is None, order)


def refuse_faults(order: Order) -> None:
    """Every fault of the draft, and the reason that a discount to an agency asks for."""
    errors = order.errors
    if order.price.warning and not order.draft.get("discount_reason").strip():
        errors["discount_reason"] = NO_REASON
    if errors:
        raise FormErrors(errors, order.draft.data)


async def _property(tx: TenantTransaction, order: Order, property_id: UUID | None) -> Property:
    property_ = await save_property(tx, Form(order.draft.data), property_id)
    facts = {name: order.draft.data[name] for name in FACTS if order.draft.get(name)}
    declared = order.draft.get("dependencies").strip()
    annexes = max(len(order.annexes), int(declared) if declared.isdigit() else 0)
    await tx.execute(CONTEXT, property_.id, facts, annexes or None)
    return property_


async def _dossier(
    tx: TenantTransaction, actor: Actor, order: Order, before: Any, property_id: UUID
) -> tuple[UUID, int]:
    draft, totals = order.draft, order.price.totals
    values: dict[str, Any] = {
        "mode": draft.mode, "nature": order.operation.nature, "origin": draft.get("origin")[:200],
        "internal_ref": draft.get("internal_ref").strip()[:80], "amount_cents": totals.incl if totals else 0,
    }  # fmt: skip
    if before is not None:
        await tx.execute(CHANGE, before["id"], *values.values(), order.site_id, clock.now())
        return before["id"], before["number"]
    await within_plan(tx, "dossier")
    opened = await open_dossier(
        tx, Trigger.ORDER_SAVED, site_id=order.site_id, property_id=property_id,
        in_charge_id=actor.membership_id, **values,
    )  # fmt: skip
    return opened.id, opened.number


async def _close(tx: TenantTransaction, draft: Draft, dossier_id: UUID) -> None:
    await tx.execute(
        "update order_draft set closed_at = $2, dossier_id = $3 where id = $1",
        draft.id,
        clock.now(),
        dossier_id,
    )
