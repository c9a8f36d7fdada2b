"""Visits in the half-days of technicians: two never overlap, none falls on a Saturday or a Sunday."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from odissee.app.demo.seeded import PARIS

SLOTS = (time(8, 30), time(10, 30), time(14), time(16))
LONGEST = timedelta(minutes=115)
"""Shorter than the time between two slots."""


@dataclass(slots=True)
class Agenda:
    """Which slots are taken, by technician."""

    taken: set[tuple[UUID, date, int]] = field(default_factory=set)

    def after(self, technicians: list[UUID], day: date) -> tuple[UUID, datetime]:
        """The first free slot from that day on."""
        while True:
            found = self._on(technicians, day, range(len(SLOTS)))
            if found:
                return found
            day += timedelta(days=1)

    def before(self, technicians: list[UUID], day: date) -> tuple[UUID, datetime]:
        """The last free slot up to that day."""
        while True:
            found = self._on(technicians, day, range(len(SLOTS) - 1, -1, -1))
            if found:
                return found
            day -= timedelta(days=1)

    def _on(self, technicians: list[UUID], day: date, order: range) -> tuple[UUID, datetime] | None:
        if day.weekday() > 4:
            return None
        for slot in order:
            for one in technicians:
                if (one, day, slot) not in self.taken:
                    self.taken.add((one, day, slot))
                    return one, datetime.combine(day, SLOTS[slot], PARIS).astimezone(UTC)
        return None
