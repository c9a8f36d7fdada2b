"""Chance that falls the same way each time: numbers, identifiers and instants drawn from one seed."""

import random
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
SPACE = UUID("6f1d8f0e-7a55-4a3e-9d0b-0d15533e0001")


def demo_id(text: str) -> UUID:
    """The identifier of something that exists once, such as a company."""
    return uuid5(SPACE, text)


class Chance(random.Random):
    """A seeded `random.Random` that also draws identifiers in the order of time and hours of office work."""

    def id_at(self, instant: datetime) -> UUID:
        """A UUIDv7 of that instant, so that keyset paging by id follows the story."""
        stamp = int(instant.timestamp() * 1000) & ((1 << 48) - 1)
        head = stamp << 80 | 7 << 76 | self.getrandbits(12) << 64
        return UUID(int=head | 2 << 62 | self.getrandbits(62))

    def hit(self, probability: float) -> bool:
        return self.random() < probability

    def one[T](self, weighted: Mapping[T, float]) -> T:
        """One key, by its weight."""
        return self.choices(list(weighted), list(weighted.values()))[0]

    def at_work(self, instant: datetime) -> datetime:
        """The same instant, or the next one at which an office is open."""
        local = instant.astimezone(PARIS)
        if local.hour >= 18:
            local = datetime.combine(local.date() + timedelta(days=1), time(8), PARIS)
        if local.hour < 8:
            local = datetime.combine(local.date(), time(8), PARIS)
        if local.weekday() > 4:
            local = datetime.combine(local.date() + timedelta(days=7 - local.weekday()), time(8), PARIS)
        if local.hour == 8 and local.minute == 0:
            local += timedelta(seconds=self.randrange(9 * 3600))
        return local.astimezone(instant.tzinfo)
