"""Keeps every part alive once all have answered."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from odissee.app.supervisor.child import Child
from odissee.app.supervisor.faults import ChildKeepsDying
from odissee.app.supervisor.guard import Guard
from odissee.app.supervisor.heartbeat import SILENT_SECONDS, silent
from odissee.app.supervisor.part import Part


async def watch(parts: list[Part], heartbeat: Path, changed: Callable[[], None]) -> None:
    """Never returns; raises `ChildKeepsDying` when a part cannot be kept alive."""
    worker = next(part.child for part in parts if part.name == "worker")
    try:
        async with asyncio.TaskGroup() as group:
            for part in parts:
                group.create_task(Guard(part, changed).keep_alive())
            group.create_task(_end_hanging(worker, heartbeat))
    except* ChildKeepsDying as group_of_faults:
        raise group_of_faults.exceptions[0] from None


async def _end_hanging(worker: Child, heartbeat: Path) -> None:
    """A worker that lives but falls silent is ended; its guard brings it back."""
    while True:
        await asyncio.sleep(5)
        old_enough = time.time() - worker.started_at > SILENT_SECONDS
        if worker.running and old_enough and silent(heartbeat):
            await worker.stop(seconds=5)
