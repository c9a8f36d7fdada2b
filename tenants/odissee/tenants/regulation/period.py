import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from .errors import UnreadableDate

_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@dataclass(frozen=True, slots=True)
class Period:
    """A date known more or less well: it lies from `earliest` to `latest`, both included; None is an open end."""

    earliest: date | None
    latest: date | None

    @classmethod
    def day(cls, on: date) -> Self:
        return cls(on, on)

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def before(cls, limit: date) -> Self:
        """« Avant le … »: the limit itself is excluded."""
        return cls(None, limit - timedelta(days=1))

    @classmethod
    def since(cls, limit: date) -> Self:
        return cls(limit, None)

    @classmethod
    def parse(cls, text: str) -> "Period | None":
        """`1997`, `1997-06-30` or nothing; raises UnreadableDate for anything else."""
        text = text.strip()
        if not text or text == "unknown":
            return None
        try:
            return cls.year(int(text)) if len(text) == 4 else cls.day(date.fromisoformat(text))
        except ValueError:
            raise UnreadableDate(text) from None

    def words(self) -> str:
        """« du 30 juin 1997 », « de 1938 », « d’avant le 1er juillet 1997 »."""
        if self.earliest is None or self.latest is None:
            return self._open_words()
        if self.earliest == self.latest:
            return f"du {french_date(self.earliest)}"
        if self == Period.year(self.earliest.year):
            return f"de {self.earliest.year}"
        return f"entre le {french_date(self.earliest)} et le {french_date(self.latest)}"

    def _open_words(self) -> str:
        if self.latest:
            return f"d’avant le {french_date(self.latest + timedelta(days=1))}"
        return f"du {french_date(self.earliest)} ou après" if self.earliest else "de date inconnue"


def french_date(on: date) -> str:
    """« 1er juillet 1997 », with the spaces that keep it on one line."""
    day = "1er" if on.day == 1 else str(on.day)
    return f"{day}\u00a0{_MONTHS[on.month - 1]}\u00a0{on.year}"


def add_months(on: date, months: int) -> date:
    """The anniversary, clamped to the month's last day: 31 August + 6 months = 28 (or 29) February."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def last_valid_day(established: date, months: int) -> date:
    """The eve of the anniversary, or the month's last day when the anniversary's day does not exist."""
    anniversary = add_months(established, months)
    return anniversary if anniversary.day < established.day else anniversary - timedelta(days=1)
