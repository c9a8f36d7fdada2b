"""How the worker shows that it is alive: it touches a file every few seconds; the supervisor reads its time."""

import asyncio
import os
import time
from pathlib import Path

VARIABLE = "ODISSEE_HEARTBEAT_FILE"
EVERY_SECONDS = 2.0
SILENT_SECONDS = 60.0  # a worker silent for so long hangs: it is started again


async def keep_beating() -> None:
    """To be run as a task in the worker's own loop, so that a blocked loop falls silent. Ends with the worker."""
    name = os.environ.get(VARIABLE)
    while name:
        await asyncio.to_thread(Path(name).touch)
        await asyncio.sleep(EVERY_SECONDS)


def last_beat(file: Path) -> float:
    """Seconds since the epoch, 0 when there was none."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def silent(file: Path) -> bool:
    return time.time() - last_beat(file) > SILENT_SECONDS
