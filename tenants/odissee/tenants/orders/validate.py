"""« Valider la commande sans devis » (CREA-34): with a date the dossier is « Planifié », without it « À planifier »."""

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, Forbidden, OdisseeError
from odissee.platform.rights import Actor
from odissee.tenants.dossiers import DossierStatus, Trigger, move
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.order import NO_PRICE, Order
from odissee.tenants.orders.save import Saved

BEFORE = (None, DossierStatus.TO_PROSPECT, DossierStatus.TO_QUOTE, DossierStatus.PRE_ORDER)
"""Where a dossier may still be ordered without a quote; None: it is not born yet."""


class OrderIncomplete(OdisseeError):
    """A technician cannot be sent to nobody, nowhere, for nothing."""

    title = "La commande est incomplète."
    status = 422


class AlreadyOrdered(Conflict):
    """The dossier went past its order: a quote or an appointment decides of it now."""

    title = "Ce dossier n’attend plus de commande. Suivez son devis, ou changez son statut depuis sa fiche."


def may_validate(actor: Actor, draft: Draft) -> bool:
    """Who plans, on a dossier that waits for its order."""
    return actor.may("technicians.plan") and draft.status in BEFORE


async def validate_order(tx: TenantTransaction, actor: Actor, saved: Saved) -> DossierStatus:
    """Move the dossier just saved. A price may come later; who orders, what and where may not.

    Raises `Forbidden`, `OrderIncomplete` with what lacks, `AlreadyOrdered`.
    """
    if not actor.may("technicians.plan"):
        raise Forbidden
    if lacking := _lacking(saved.order):
        raise OrderIncomplete(lacking)
    status = await move(tx, saved.dossier_id, Trigger.ORDER_VALIDATED)
    if status is None:
        raise AlreadyOrdered
    return status


def _lacking(order: Order) -> str:
    return " ".join(sentence for sentence, where in order.missing if (sentence, where) != NO_PRICE)
