"""What a change from a day does to the rows that follow each other in time. Pure, on rows as JSON holds them."""

from collections.abc import Sequence
from datetime import date, timedelta

from odissee.tenants.catalogue.revision import Row


def starts(row: Row) -> date:
    return date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min


def ends(row: Row) -> date:
    return date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max


def valid_on(rows: Sequence[Row], on: date) -> Row | None:
    """The row in force that day."""
    return next((row for row in rows if starts(row) <= on <= ends(row)), None)


def next_after(rows: Sequence[Row], on: date) -> Row | None:
    """The nearest row that starts after that day."""
    return min((row for row in rows if starts(row) > on), key=starts, default=None)


def change_from(rows: Sequence[Row], on: date, new: Row | None) -> tuple[list[Row], list[Row]]:
    """(rows that leave, rows that come) so that `new` holds from `on`; None: nothing holds any more.

    What held before keeps its row, closed the day before; a row that is planned later keeps its day.
    """
    current, later = valid_on(rows, on), next_after(rows, on)
    end = current["valid_to"] if current else _day_before(starts(later)) if later else None
    leave = [current] if current else []
    come = [current | {"valid_to": _day_before(on)}] if current and starts(current) < on else []
    if new is not None:
        come.append(new | {"valid_from": on.isoformat(), "valid_to": end})
    return leave, come


def _day_before(on: date) -> str:
    return (on - timedelta(days=1)).isoformat()
