"""Ctrl-C, SIGTERM, SIGHUP and the death of our own parent all mean the same: stop in order."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from odissee.app.supervisor.child import die_with_parent


def stop_event(detached: bool) -> asyncio.Event:
    """Set at the first signal. A detached run outlives the terminal that started it, on purpose."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    if not detached:
        die_with_parent(signal.SIGTERM)
    return stop


async def until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Runs `work` until it ends or `stop` is set; what it raised is raised, being stopped is no fault."""
    running, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if running.done():
        return await running
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return None
