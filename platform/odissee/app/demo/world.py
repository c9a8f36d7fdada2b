"""What the makers of demonstration rows share: chance, the present, the company's people, prices and addresses."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from odissee.app.demo.agenda import Agenda
from odissee.app.demo.places import Place
from odissee.app.demo.recipe import Member, Recipe
from odissee.app.demo.rows import Rows
from odissee.app.demo.seeded import Chance
from odissee.tenants.catalogue import Diagnostic
from odissee.tenants.pricing import Tariff


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff as rows name them."""

    member: Member
    staff_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the journal before it has its number."""

    at: datetime
    who: Colleague | None
    subject_kind: str
    subject_id: UUID
    verb: str
    dossier_id: UUID | None = None
    before: Any = None
    after: Any = None


@dataclass(slots=True)
class World:
    """One company in the making. Acts are numbered once all are known, in the order of time."""

    recipe: Recipe
    chance: Chance
    now: datetime
    since: datetime
    site_id: UUID
    rows: Rows = field(default_factory=Rows)
    acts: list[Act] = field(default_factory=list)
    team: list[Colleague] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    agenda: Agenda = field(default_factory=Agenda)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    tariff: Tariff = field(default_factory=Tariff)
    terms: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    mission: dict[str, Any] = field(default_factory=dict)
    contacts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    vocabulary: set[str] = field(default_factory=set)
    mark: str = ""
    """Said after every name where real people might take it for one of theirs: « (exemple) »."""

    @property
    def today(self) -> date:
        return self.now.date()

    def colleagues(self, *profiles: str) -> list[Colleague]:
        return [one for one in self.team if one.member.profile in profiles]

    @property
    def technicians(self) -> list[Colleague]:
        return self.colleagues("technician")

    def act(
        self, at: datetime, who: Colleague | None, subject: tuple[str, UUID], verb: str, **more: Any
    ) -> None:
        self.acts.append(Act(at, who, *subject, verb, **more))

    def next(self, counter: str, first: int = 1) -> int:
        """The next number of a counter, which the company goes on with."""
        self.counters[counter] = value = self.counters.get(counter, first - 1) + 1
        return value
