"""A quick order as its draft and its files stand: what the page shows and what `create` writes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form, parse_amount, parse_date, parse_text
from odissee.platform.rights import Actor
from odissee.tenants.contacts import Contact
from odissee.tenants.lists import KINDS, active_labels
from odissee.tenants.orders.compute import AROUND, STAFF, chosen_site
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.modes import Operation, operation_of
from odissee.tenants.orders.people import People, people_typed
from odissee.tenants.orders.quick.files import files_of
from odissee.tenants.properties import read_property

MEANS = [label for label, _ in KINDS["payment_means"].defaults]
FUTURE = "La visite est déjà faite : sa date ne peut pas être dans l’avenir."
NO_REQUESTER = "Il manque le demandeur. Cherchez-le ou créez-le."
NO_CITY = "Il manque la ville du bien."
NO_FILE = "Déposez au moins un rapport."
TO_SORT = "Dites ce qu’est chaque fichier, ou marquez la facture."
NO_AMOUNT = "Ce règlement n’a pas de montant. Tapez le montant facturé."


@dataclass(slots=True)
class QuickOrder:
    """`place` holds the columns of the property; `amount` is in cents; `paid` is a means of payment or empty."""

    draft: Draft
    form: Form
    zone: str
    people: People
    place: dict[str, Any]
    operation: Operation
    site_id: UUID
    files: list[Any]
    staff: list[Any]
    means: list[str]
    owner: str = ""
    visited_on: date | None = None
    amount: int | None = None
    paid: str = ""
    lacking: dict[str, str] = field(default_factory=dict)

    @property
    def reports(self) -> list[Any]:
        return [one for one in self.files if not one["is_invoice"]]

    @property
    def invoice(self) -> Any:
        return next((one for one in self.files if one["is_invoice"]), None)

    @property
    def complete(self) -> bool:
        """Reports and invoice are there: only the hand-over remains."""
        return bool(self.reports) and (self.invoice is not None or self.amount is not None)

    @property
    def requester(self) -> Contact | None:
        return self.people.requester

    @property
    def errors(self) -> dict[str, str]:
        return {**self.form.errors, **self.people.errors}


async def quick_order(tx: TenantTransaction, actor: Actor, draft: Draft) -> QuickOrder:
    """Six queries, whatever the number of files."""
    around: Any = await tx.fetchrow(AROUND, tx.tenant)
    form = Form(draft.data)
    people = await people_typed(
        tx, {k: v for k, v in draft.data.items() if not k.startswith(("owner_", "new_"))}
    )
    order = QuickOrder(
        draft, form, around["time_zone"], people, read_property(form), operation_of("ddt", draft.get("transaction")),
        chosen_site(actor, draft, around["sites"]), await files_of(tx, draft.id), await tx.fetch(STAFF),
        await active_labels(tx, "payment_means") or MEANS,
    )  # fmt: skip
    _read(order)
    order.lacking = _lacking(order)
    return order


def _read(order: QuickOrder) -> None:
    form, draft = order.form, order.draft
    order.owner = form.read("owner_name", lambda raw: parse_text(raw, maximum=120)) or ""
    order.visited_on = form.read("visit_date", parse_date)
    order.amount = form.read("quick_amount", parse_amount)
    order.paid = draft.get("quick_paid") if draft.get("quick_paid") in order.means else ""
    if order.visited_on and order.visited_on > clock.today(order.zone):
        form.errors["visit_date"] = FUTURE


def _lacking(order: QuickOrder) -> dict[str, str]:
    """By the field that mends it; nothing of this is said before « Créer »."""
    lacks = (
        ("requester_name", NO_REQUESTER, order.requester is None and "requester_name" not in order.errors),
        ("address", NO_CITY, not order.place["city"]),
        ("files", NO_FILE, not order.reports),
        ("files", TO_SORT, any(not one["kind"] for one in order.reports)),
        ("quick_amount", NO_AMOUNT, bool(order.paid) and order.amount is None),
    )
    return {name: sentence for name, sentence, lacks_it in reversed(lacks) if lacks_it}
