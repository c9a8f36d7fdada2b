"""Cards that other features put on the sheet of a contact."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from odissee.platform.db import TenantTransaction
from odissee.tenants.contacts.tables import Contact

Reader = Callable[[TenantTransaction, Contact], Awaitable[dict[str, Any]]]


class SheetCard(NamedTuple):
    """`read` gives the template its context, under names of the feature's own."""

    template: str
    read: Reader


SHEET_CARDS: list[SheetCard] = []


def sheet_card(template: str) -> Callable[[Reader], Reader]:
    """Declare a card of the sheet."""

    def register(read: Reader) -> Reader:
        SHEET_CARDS.append(SheetCard(template, read))
        return read

    return register


async def cards_of(tx: TenantTransaction, contact: Contact) -> dict[str, Any]:
    """The context of the sheet: the templates in order, and what each of them reads."""
    context: dict[str, Any] = {"sheet_cards": [card.template for card in SHEET_CARDS]}
    for card in SHEET_CARDS:
        context |= await card.read(tx, contact)
    return context
