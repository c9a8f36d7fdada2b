"""What must be true before anything is started; each check raises its own sentence."""

import asyncio
import os
import shutil
import time
from pathlib import Path

from odissee.app.supervisor.faults import DataFolderNotWritable, DiskFull, PortTaken
from odissee.app.supervisor.ports import port_is_free

NEEDED_MB = 500
ENDING_SECONDS = 3.0
KEPT_LOG_BYTES = 5_000_000  # a log above this becomes .1, which replaces the one before


def prepare_data_folder(data: Path) -> None:
    """Makes the data folder and its `logs`; raises `DataFolderNotWritable` or `DiskFull`."""
    try:
        (data / "logs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderNotWritable(data) from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise DataFolderNotWritable(data)
    free = free_mb(data)
    if free < NEEDED_MB:
        raise DiskFull(data, free)


def free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000


async def check_port(port: int) -> None:
    """Raises `PortTaken`. The web server of a killed run may still be ending: it gets a moment."""
    deadline = time.monotonic() + ENDING_SECONDS
    while not port_is_free(port):
        if time.monotonic() > deadline:
            raise PortTaken(port)
        await asyncio.sleep(0.1)


def rotate_logs(folder: Path) -> None:
    for log in folder.glob("*.log"):
        if log.stat().st_size > KEPT_LOG_BYTES:
            log.rename(log.with_suffix(".log.1"))
