"""When reminders of a quote leave: the company's rule, said by the feature that holds its automatic rules."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from odissee.platform.db import TenantTransaction

STEPS = ("d3", "d7", "d15")
"""Names of the three texts; the days are the company's."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """`days` after the sending, one for each step. `stop_viewed`: who has opened the quote is reminded no more."""

    on: bool = True
    days: tuple[int, int, int] = (3, 7, 15)
    stop_viewed: bool = False

    def dates(self) -> dict[str, int]:
        """Step → days; nothing when the rule is off."""
        return dict(zip(STEPS, self.days, strict=True)) if self.on else {}


CADENCE_OF: list[Callable[[TenantTransaction], Awaitable[Cadence]]] = []
"""Who knows the rule; at most one. Without it the usual cadence holds."""


async def cadence_of(tx: TenantTransaction) -> Cadence:
    """The rule as it stands now."""
    for reader in CADENCE_OF:
        return await reader(tx)
    return Cadence()
