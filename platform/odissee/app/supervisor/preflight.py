"""What must be true before anything is started; each check raises its own sentence."""

import os
import shutil
from pathlib import Path

from odissee.app.supervisor.faults import DataFolderNotWritable, DiskFull, PortTaken
from odissee.app.supervisor.ports import port_is_free

NEEDED_MB = 500
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


def check_port(port: int) -> None:
    if not port_is_free(port):
        raise PortTaken(port)


def rotate_logs(folder: Path) -> None:
    for log in folder.glob("*.log"):
        if log.stat().st_size > KEPT_LOG_BYTES:
            log.rename(log.with_suffix(".log.1"))
