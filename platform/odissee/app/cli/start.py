"""`start`: everything, in front or in the background."""

import argparse
import asyncio
import importlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

from odissee.app.browser import ensure_browser
from odissee.app.supervisor import (
    AlreadyRunning,
    Fault,
    Supervisor,
    is_running,
    prepare_data_folder,
    read_state,
)

DETACHED = "ODISSEE_DETACHED"
BACKGROUND_SECONDS = 900.0  # the first start loads the demonstration


class BackgroundStartFailed(Fault):
    """Says what the detached process said itself before it ended."""


def run(arguments: argparse.Namespace) -> int:
    if is_running(arguments.data):
        raise AlreadyRunning(arguments.data, read_state(arguments.data).get("pid"))
    prepare_data_folder(arguments.data)
    os.environ["ODISSEE_CHROMIUM"] = ensure_browser(arguments.data)
    if arguments.background:
        return _detach(arguments)
    detached = os.environ.pop(DETACHED, "") == "1"
    supervisor = Supervisor(
        arguments.data, arguments.port, lambda seconds: _announce(arguments.port, seconds), _say
    )
    supervisor.detached = detached
    asyncio.run(supervisor.run())
    _say("Odissée est arrêtée.")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _announce(port: int, seconds: float) -> None:
    _say(f"Odissée est prête en {seconds:.1f} s : http://localhost:{port}/".replace(".", ",", 1))
    for line in login_lines(port):
        _say(line)
    _say("Pour arrêter : Ctrl-C, ou ./odissee stop.")


def login_lines(port: int) -> list[str]:
    """The demonstration's logins, one aligned line each; `{port}` in them is replaced. Empty without a demo."""
    if importlib.util.find_spec("odissee.app.demo") is None:
        return []
    logins = getattr(importlib.import_module("odissee.app.demo"), "LOGINS", [])
    rows = [[str(cell).replace("{port}", str(port)) for cell in row] for row in logins]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=False)]
    return ["  " + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=False)).rstrip() for row in rows]


def _detach(arguments: argparse.Namespace) -> int:
    log = arguments.data / "logs" / "supervisor.log"
    command = [sys.executable, "-m", "odissee.app.cli", "start", "--port", str(arguments.port)]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            [*command, "--data", str(arguments.data)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env={**os.environ, DETACHED: "1"},
        )
    _wait_until_ready(process, arguments.data, log)
    _say(log.read_text(errors="replace").strip())
    return 0


def _wait_until_ready(process: "subprocess.Popen[bytes]", data: Path, log: Path) -> None:
    deadline = time.monotonic() + BACKGROUND_SECONDS
    while time.monotonic() < deadline:
        state = read_state(data)
        if state.get("ready") and state.get("pid") == process.pid:
            return
        if process.poll() is not None:
            raise BackgroundStartFailed(log.read_text(errors="replace").strip())
        time.sleep(0.05)
    raise BackgroundStartFailed(f"Odissée n’est pas prête après 15 minutes : lisez {log}.")
