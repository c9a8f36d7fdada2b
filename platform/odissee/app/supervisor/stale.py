"""Pid files that outlived their process: after `kill -9` of everything, the next start must not trip over them."""

import asyncio
import contextlib
import signal
from pathlib import Path

import psutil


async def stop_leftover_postgres(folder: Path) -> None:
    """Waits for, then stops, a server still working on `folder`; removes a pid file that names nobody of ours.

    PostgreSQL trusts the number alone, and in a container the same numbers come back to other programs.
    """
    file = folder / "postmaster.pid"
    server = _server_named_in(file, folder)
    if server is not None:
        await _end(server)
    file.unlink(missing_ok=True)


def _server_named_in(file: Path, folder: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(int(file.read_text().split("\n", 1)[0]))
        return process if str(folder) in process.cmdline() else None
    except (OSError, ValueError, psutil.Error):
        return None


async def _end(process: psutil.Process) -> None:
    """It got its fast shutdown when its parent died: leave it three seconds, then ask again, then insist."""
    for number, seconds in ((None, 3.0), (signal.SIGINT, 10.0), (signal.SIGQUIT, 10.0)):
        with contextlib.suppress(psutil.NoSuchProcess):
            if number is not None:
                process.send_signal(number)
        try:
            await asyncio.to_thread(process.wait, seconds)
        except psutil.TimeoutExpired:
            continue
        return
