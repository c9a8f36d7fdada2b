"""The months that the creation filter proposes."""

from odissee.platform import clock

NAMES = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def last_months(count: int) -> dict[str, str]:
    """`2026-11` → « novembre 2026 », the present month first."""
    today = clock.today()
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(count)]
    return {f"{year:04d}-{month + 1:02d}": f"{NAMES[month]} {year}" for year, month in months}
