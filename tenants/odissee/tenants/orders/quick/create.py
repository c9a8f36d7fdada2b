"""« Créer le dossier »: everything that a quick order says, in one transaction or not at all (RAPI-06)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.fields import FormErrors
from odissee.platform.files import received_path, whole_path
from odissee.platform.journal import record
from odissee.platform.rights import Actor
from odissee.tenants.companies import within_plan
from odissee.tenants.documents import NothingToTell, deposit, rename_document, tell_reports
from odissee.tenants.dossiers import Dossier, DossierStatus, Trigger, attach, open_dossier, refresh
from odissee.tenants.orders.quick.files import KINDS
from odissee.tenants.orders.quick.order import QuickOrder
from odissee.tenants.properties import save_property

INVOICE = (
    "insert into outside_invoice (id, dossier_id, file_id, amount_cents, means) values ($1, $2, $3, $4, $5)"
)
STATE = "update dossier set invoice_state = $2, invoiced_cents = $3, amount_cents = $3 where id = $1"
SERVICE = """
insert into dossier_service (id, dossier_id, diagnostic, label, position) values ($1, $2, $3, $4, $5)
on conflict do nothing"""
CLOSE = "update order_draft set closed_at = $2, dossier_id = $3 where id = $1"


@dataclass(frozen=True, slots=True)
class Created:
    """`told`: whether the requester was written to; `why_not` says why when it was asked and could not be."""

    dossier: Dossier
    status: DossierStatus
    told: bool
    why_not: str = ""


async def create(tx: TenantTransaction, actor: Actor, order: QuickOrder) -> Created:
    """Raises `FormErrors` with every wrong field, `PlanLimit`, or what refuses one of the files: nothing is then written."""
    wrong = {**order.lacking, **order.errors}
    if wrong:
        raise FormErrors(wrong, order.draft.data)
    await within_plan(tx, "dossier")
    dossier = await _open(tx, actor, order)
    for contact, roles in order.people.roles.items():
        await attach(tx, dossier.id, contact, roles)
    await _services(tx, dossier.id, order)
    await _invoice(tx, dossier.id, order)
    await _reports(tx, dossier.id, order)
    await tx.execute(CLOSE, order.draft.id, clock.now(), dossier.id)
    await refresh(tx, dossier.id)
    told, why_not = await _tell(tx, dossier.id, order)
    return Created(dossier, DossierStatus(dossier.status), told, why_not)


async def _open(tx: TenantTransaction, actor: Actor, order: QuickOrder) -> Dossier:
    place = await save_property(tx, order.form)
    target = DossierStatus.FINALIZED if order.complete else DossierStatus.VISITED
    chosen = order.draft.get("visit_staff")
    technician = next((one["id"] for one in order.staff if str(one["id"]) == chosen), None)
    return await open_dossier(
        tx, Trigger.QUICK_CREATED, site_id=order.site_id, property_id=place.id, target=target, mode="quick",
        nature=order.operation.nature, origin=order.draft.get("origin")[:200], owner_text=order.owner,
        internal_ref=order.draft.get("internal_ref").strip()[:80], visited_on=order.visited_on,
        technician_id=technician, in_charge_id=actor.membership_id,
    )  # fmt: skip


async def _services(tx: TenantTransaction, dossier_id: UUID, order: QuickOrder) -> None:
    codes = dict.fromkeys(one["kind"] for one in order.reports)
    for position, code in enumerate(codes):
        await tx.execute(SERVICE, new_id(), dossier_id, code, KINDS[code], position)


async def _invoice(tx: TenantTransaction, dossier_id: UUID, order: QuickOrder) -> None:
    """Before the reports, since a company may hold them until the payment."""
    if order.invoice is None and order.amount is None:
        return
    amount, file = order.amount or 0, order.invoice["file_id"] if order.invoice else None
    await tx.execute(INVOICE, new_id(), dossier_id, file, amount, order.paid)
    await tx.execute(STATE, dossier_id, "paid" if order.paid else "unpaid", amount)
    record(
        tx, "dossier", dossier_id, "invoice.attached", dossier_id=dossier_id,
        after={"amount": amount, "means": order.paid, "file": order.invoice["name"] if order.invoice else ""},
    )  # fmt: skip


async def _reports(tx: TenantTransaction, dossier_id: UUID, order: QuickOrder) -> None:
    for one in order.reports:
        async with whole_path(tx.tenant, one["sha256"]) as path, received_path(path) as file:
            document = await deposit(tx, dossier_id, "report", file, one["name"])
        if document["kind"] != one["kind"]:
            await rename_document(tx, document, one["kind"], KINDS[one["kind"]], None)


async def _tell(tx: TenantTransaction, dossier_id: UUID, order: QuickOrder) -> tuple[bool, str]:
    """A requester without mail or mobile is no reason to lose the dossier: the page says it."""
    asked: Any = order.draft.data.get("quick_warn", "1") and order.requester
    if not asked:
        return False, ""
    try:
        return bool(await tell_reports(tx, dossier_id, {asked.id})), ""
    except NothingToTell as refusal:
        return False, refusal.sentence
