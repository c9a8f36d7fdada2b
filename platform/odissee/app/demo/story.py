"""How far each dossier has come: statuses in the proportions of a real year, by age, and the instants on the way."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from odissee.app.demo.seeded import Chance
from odissee.tenants.dossiers import DossierStatus

S = DossierStatus
BY_AGE: tuple[tuple[int, dict[DossierStatus, float]], ...] = (
    (4, {S.TO_PROSPECT: 10, S.TO_QUOTE: 18, S.PRE_ORDER: 12, S.QUOTED: 38, S.TO_SCHEDULE: 12, S.SCHEDULED: 10}),
    (14, {S.TO_PROSPECT: 3, S.TO_QUOTE: 4, S.QUOTED: 26, S.TO_SCHEDULE: 14, S.SCHEDULED: 28, S.VISITED: 13,
          S.FINALIZED: 7, S.CANCELLED: 5}),
    (40, {S.QUOTED: 14, S.TO_SCHEDULE: 3, S.SCHEDULED: 5, S.VISITED: 8, S.LAB_PENDING: 9, S.INCOMPLETE: 6,
          S.FINALIZED: 45, S.CANCELLED: 10}),
    (10_000, {S.QUOTED: 4, S.INCOMPLETE: 0.7, S.LAB_PENDING: 0.4, S.FINALIZED: 81, S.CANCELLED: 13.9}),
)  # fmt: skip
OWED = {
    S.TO_PROSPECT: 0, S.TO_QUOTE: 0, S.PRE_ORDER: 0, S.QUOTED: 1, S.TO_SCHEDULE: 1, S.SCHEDULED: 2, S.VISITED: 6,
    S.LAB_PENDING: 12, S.INCOMPLETE: 12, S.CANCELLED: 8, S.FINALIZED: 20,
}  # fmt: skip
"""Days of age from which each status is told once at least, however small the load."""
BEFORE_QUOTE = (S.TO_PROSPECT, S.TO_QUOTE, S.PRE_ORDER)
WITH_VISIT = (S.SCHEDULED, S.VISITED, S.LAB_PENDING, S.INCOMPLETE, S.FINALIZED)
VISITED = (S.VISITED, S.LAB_PENDING, S.INCOMPLETE, S.FINALIZED)
VALIDITY = timedelta(days=30)


@dataclass(slots=True)
class Story:
    """`quote` is the state of the quote, empty when none was made; `at` is where the story has come to."""

    status: DossierStatus
    quote: str
    at: datetime
    limit: datetime
    chance: Chance
    refused: bool = False
    archived: bool = False
    urgent: bool = False
    trashed: bool = False
    steps: list[datetime] = field(default_factory=list)

    def later(self, least: float, most: float) -> datetime:
        """The next act, some hours later in office time, always in the past."""
        wanted = self.chance.at_work(self.at + timedelta(hours=self.chance.uniform(least, most)))
        if wanted >= self.limit:
            wanted = self.at + (self.limit - self.at) * self.chance.uniform(0.2, 0.5)
        self.at = wanted
        return wanted


def tell(chance: Chance, begun: datetime, now: datetime, owed: dict[DossierStatus, int]) -> Story:
    """Draw the story of a dossier that began then; the first that is old enough takes a status still owed."""
    age = (now - begun).days
    due = [status for status, least in owed.items() if least <= age < least + 30]
    status = due[-1] if due else chance.one(next(mix for most, mix in BY_AGE if age < most))
    owed.pop(status, None)
    story = Story(status, "", begun, now - timedelta(minutes=20), chance)
    if status is S.QUOTED:
        story.quote = (
            "expired" if now - begun > VALIDITY + timedelta(days=3) else chance.one({"sent": 4, "viewed": 6})
        )
    elif status is S.CANCELLED:
        story.refused = chance.hit(0.6)
        story.quote = "refused" if story.refused else "expired" if age > 40 and chance.hit(0.5) else ""
    elif status not in BEFORE_QUOTE:
        story.quote = "accepted" if chance.hit(0.78) else ""
    story.urgent = status not in (S.FINALIZED, S.CANCELLED) and chance.hit(0.07)
    story.archived = status in (S.FINALIZED, S.CANCELLED) and age > 150 and chance.hit(0.6)
    story.trashed = status is S.CANCELLED and not story.archived and chance.hit(0.06)
    return story
