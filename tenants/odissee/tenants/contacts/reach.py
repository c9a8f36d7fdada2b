"""Which contacts a person may see: the company's book, or those of their own dossiers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.rights import Actor

WHOLE_BOOK = ("contact.edit", "dossier.see", "order.edit")


@dataclass(frozen=True, slots=True)
class Reach:
    """`everybody`, or the contacts of dossiers done by `staff_id` or followed by `membership_id`."""

    everybody: bool
    staff_id: UUID | None = None
    membership_id: UUID | None = None

    @property
    def arguments(self) -> tuple[Any, ...]:
        """The three last arguments of the queries that take a reach, in their order."""
        return self.everybody, self.staff_id, self.membership_id


EVERYBODY = Reach(everybody=True)


def reach_of(actor: Actor) -> Reach:
    """Who sees all dossiers, or edits all orders or contacts, sees all contacts."""
    if any(actor.scope(permission) == "all" for permission in WHOLE_BOOK):
        return EVERYBODY
    return Reach(False, actor.staff_id, actor.membership_id)
