"""An order as it stands: what the pages show and what `save_order` writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform.fields import Form
from odissee.tenants.dossiers import Role
from odissee.tenants.orders.diagnostics import Line
from odissee.tenants.orders.documents import Wanted
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.modes import Operation
from odissee.tenants.orders.people import People
from odissee.tenants.orders.price import PriceView
from odissee.tenants.orders.visit import Visit

NO_REQUESTER = ("Il manque le demandeur. Cherchez-le ou créez-le au point 2.", "demandeur")
NO_PRICE = ("Il manque un prix. Choisissez un pack, la somme des tarifs ou saisissez un montant.", "mission")
NO_DIAGNOSTIC = ("Aucun diagnostic n’est coché. Cochez-en au moins un au point 1.", "mission")
NO_CITY = ("Il manque la ville du bien. Renseignez-la au point 3.", "bien")


@dataclass(slots=True)
class Order:
    """`form` holds the raw texts and every fault; `place` the columns of the property as read."""

    draft: Draft
    form: Form
    today: date
    zone: str
    operation: Operation
    place: dict[str, Any]
    annexes: Sequence[Any]
    people: People
    lines: list[Line]
    documents: list[Wanted]
    absent: list[str]
    price: PriceView
    visit: Visit
    site_id: UUID
    sites: Sequence[Any]
    origins: Sequence[str]
    staff: Sequence[Any]
    travel_asked: bool
    accepted: Any = None
    """The quote that the client accepted: `number`, `incl`."""

    @property
    def ticked(self) -> list[Line]:
        return [line for line in self.lines if line.ticked]

    @property
    def asked(self) -> list[Wanted]:
        """Documents that the client is asked for."""
        return [one for one in self.documents if one.ticked]

    @property
    def minutes(self) -> int:
        """Estimated time on site: the pack's own, or the sum of the diagnostics."""
        chosen = self.price.chosen
        return chosen.minutes if chosen else sum(line.minutes for line in self.ticked)

    @property
    def missing(self) -> list[tuple[str, str]]:
        """What a quote still lacks (CREA-11): the sentence, and the point that mends it."""
        lacks = (
            (self.people.requester is None, NO_REQUESTER),
            (not self.ticked, NO_DIAGNOSTIC),
            (bool(self.ticked) and (self.price.totals is None or self.price.totals.incl <= 0), NO_PRICE),
            (not self.place["city"], NO_CITY),
        )
        return [what for is_missing, what in lacks if is_missing]

    @property
    def errors(self) -> dict[str, str]:
        """Every wrong field with its sentence."""
        return {**self.form.errors, **self.people.errors, **self.visit.errors}

    @property
    def asks_prescriber(self) -> bool:
        """The origin says a professional prescriber, and nobody is named (CREA-19)."""
        said = self.draft.get("origin").lower().startswith("prescripteur")
        return said and not self.people.with_role(Role.PRESCRIBER)

    @property
    def departs(self) -> bool:
        """Its total is no longer the one that the client accepted."""
        totals = self.price.totals
        return self.accepted is not None and (totals.incl if totals else 0) != self.accepted["incl"]

    @property
    def title(self) -> str:
        """The name that the page bears: the owner's, or the requester's."""
        found = self.people.with_role(Role.OWNER) or (
            [self.people.requester] if self.people.requester else []
        )
        return found[0].last_name if found else ""
