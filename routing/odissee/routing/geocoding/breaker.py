"""After failures, a minute without trying: without network nobody waits for a time-out at each letter."""

from dataclasses import dataclass

from odissee.platform import clock

PAUSE_SECONDS = 60
SLOW_ALLOWED = 3
"""A late or garbled answer may happen once; three in a row mean that the service is ill."""


@dataclass(slots=True)
class Breaker:
    """One per process; `may_try` is asked before each request, one of the others is told after it."""

    failures: int = 0
    closed_until: float = 0.0

    def may_try(self) -> bool:
        return clock.now().timestamp() >= self.closed_until

    def worked(self) -> None:
        self.failures, self.closed_until = 0, 0.0

    def failed(self, *, at_once: bool = False) -> None:
        """`at_once`: no connection at all, so that trying again within the minute is vain."""
        self.failures += 1
        if at_once or self.failures >= SLOW_ALLOWED:
            self.closed_until = clock.now().timestamp() + PAUSE_SECONDS
            self.failures = SLOW_ALLOWED - 1  # the first one after the pause decides
