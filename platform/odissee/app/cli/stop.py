"""`stop`: asks the supervisor to stop in order, and waits until it has."""

import argparse
import contextlib
import os
import signal
import time

from odissee.app.supervisor import Fault, NotRunning, is_running, read_state

SECONDS = 60.0


class DoesNotStop(Fault):
    def __init__(self, pid: int) -> None:
        super().__init__(
            f"Odissée (processus {pid}) ne s’est pas arrêtée en 60 s. "
            f"Vous pouvez l’interrompre sans rien perdre : kill -9 {pid}"
        )


def run(arguments: argparse.Namespace) -> int:
    pid = read_state(arguments.data).get("pid")
    if not is_running(arguments.data) or not isinstance(pid, int):
        raise NotRunning(arguments.data)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS
    while is_running(arguments.data):
        if time.monotonic() > deadline:
            raise DoesNotStop(pid)
        time.sleep(0.05)
    print("Odissée est arrêtée.")
    return 0
