"""Giving up: a dossier is cancelled with its reason, a draft that was never saved is put aside, both with a way back."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.web import Request, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.dossiers import DossierStatus, StatusRefused, seen_dossier, set_status
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.pages import EDIT
from odissee.tenants.orders.save import NO_REASON
from odissee.tenants.orders.sent import form_sent, text

CLOSE = "update order_draft set closed_at = $2 where id = $1"
UNPAID = (
    "Une facture de ce dossier attend son règlement. Soldez-la ou faites un avoir, puis annulez le dossier."
)


@post("/commandes/{draft_id:uuid}/annuler", guards=[EDIT], status_code=200)
async def give_up(request: Request, draft_id: FromPath[UUID]) -> Response[None]:
    """« Annuler le dossier », or put an unsaved order aside."""
    tx, form = tx_of(request), await form_sent(request)
    draft = await draft_of(tx, actor_in(request), draft_id, lock=True)
    if draft.dossier_id is None:
        entry = await discard(tx, draft)
        return see_other(request, "/dossiers", toast("Commande abandonnée.", undo=f"/annuler/{entry.id}"))
    reason = text(form, "reason").strip()[:200]
    if not reason:
        raise StatusRefused(NO_REASON)
    dossier = await seen_dossier(tx, actor_in(request), draft.dossier_id)
    if dossier["invoice_state"] == "unpaid":
        raise StatusRefused(UNPAID)
    cancelled = await set_status(tx, draft.dossier_id, DossierStatus.CANCELLED, reason)
    await tx.execute(CLOSE, draft.id, clock.now())
    undo = f"/annuler/{cancelled.id}" if cancelled else ""
    said = f"Dossier {draft.number} annulé."
    return see_other(request, f"/dossiers/{draft.dossier_id}", toast(said, undo=undo))


async def discard(tx: TenantTransaction, draft: Draft) -> Entry:
    """Put a draft aside; nothing of it is deleted."""
    await tx.execute(CLOSE, draft.id, clock.now())
    return record(tx, "order_draft", draft.id, "order.discarded", before={"fields": len(draft.data)})


@reversible("order.discarded", "order.edit")
async def take_out(tx: TenantTransaction, entry: Any) -> None:
    """The draft is open again, unless an order was saved from it."""
    found = await tx.fetchval(
        "update order_draft set closed_at = null where id = $1 and closed_at is not null and dossier_id is null returning id",
        entry["subject_id"],
    )  # fmt: skip
    if found is None:
        raise NothingToUndo
