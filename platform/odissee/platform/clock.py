"""The one clock. Instants are aware UTC; the company's zone appears only at the edges."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_fixed: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present instant, or the one that a test has set."""
    return _fixed.get() or datetime.now(UTC)


def today(zone: str = "Europe/Paris") -> date:
    """The present day where the company is."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Run a block at a given instant (tests, demonstration data)."""
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
