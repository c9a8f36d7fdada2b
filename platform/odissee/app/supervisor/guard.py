"""Brings a child back when it dies, slower and slower, and gives up when it dies at once again and again."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from odissee.app.supervisor.faults import ChildKeepsDying, DidNotStart
from odissee.app.supervisor.part import Part

FAST_SECONDS = 10.0  # a life shorter than this counts as a failed start
FAST_DEATHS = 6
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


@dataclass
class Guard:
    """Watches one part until cancelled; `changed` is called each time it came back."""

    part: Part
    changed: Callable[[], None] = field(default=lambda: None)
    fast_deaths: int = 0

    async def keep_alive(self) -> None:
        """Never returns; raises `ChildKeepsDying`."""
        while True:
            await self.part.child.wait()
            self._count()
            self._end_orphans()
            await asyncio.sleep(min(FIRST_PAUSE * 2 ** (self.fast_deaths - 1), LONGEST_PAUSE))
            with contextlib.suppress(DidNotStart):
                await self.part.start()
            self.changed()

    def _count(self) -> None:
        child = self.part.child
        lived = time.time() - child.started_at
        self.fast_deaths = self.fast_deaths + 1 if lived < FAST_SECONDS else 1
        if self.fast_deaths >= FAST_DEATHS:
            raise ChildKeepsDying(self.part.label, self.fast_deaths, child.log, child.tail())

    def _end_orphans(self) -> None:
        """A server killed outright leaves its own children behind, and they would hold the port."""
        process = self.part.child.process
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
