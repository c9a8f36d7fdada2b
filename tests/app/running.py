"""A real Odissée of the tests: real Postgres and NATS, stand-ins for web and worker, its own folder and port."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
WEB = "{python} -m granian --interface asgi --workers 1 --host 127.0.0.1 --port {port} tests.app.standins.web:app"
WORKER = "{python} -m tests.app.standins.worker"


OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL", "NATS_URL", "ODISSEE_DATA")
"""What other tests of the same process may have set for themselves."""


@dataclass
class Running:
    """`start` runs `./odissee start` in front, as a child of this process."""

    data: Path
    port: int
    env: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[str] | None" = None

    def environment(self) -> dict[str, str]:
        words = {"python": sys.executable, "port": self.port}
        clean = {k: v for k, v in os.environ.items() if k not in OURS}
        stand_ins = {
            "ODISSEE_WEB_COMMAND": WEB.format(**words),
            "ODISSEE_WORKER_COMMAND": WORKER.format(**words),
        }
        return {**clean, **stand_ins, "ODISSEE_CHROMIUM": "/bin/true", "PYTHONPATH": str(ROOT), **self.env}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "odissee.app.cli", *words, "--data", str(self.data)]

    def call(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603
            self.command(*words),
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def start(self) -> None:
        self.begin()
        wait_until(lambda: self.ready() or self.ended())
        assert not self.ended(), self.process and self.process.communicate()[0]

    def ready(self) -> bool:
        """By the process started last: a state file outlives a killed one."""
        state = self.state()
        return state.get("ready") is True and psutil.pid_exists(state["pid"])

    def begin(self) -> None:
        command = self.command("start", "--port", str(self.port))
        self.process = subprocess.Popen(  # noqa: S603
            command,
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def signal(self, number: signal.Signals) -> str:
        """Sends it and waits for the end; returns what was printed."""
        assert self.process
        self.process.send_signal(number)
        return self.process.communicate(timeout=40)[0]

    def state(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            state: dict[str, Any] = json.loads((self.data / "supervisor.json").read_text())
            return state
        return {}

    def pid(self, part: str) -> int:
        return int(self.state()["parts"][part]["pid"])

    def answers(self) -> bool:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as answer,
        ):
            return bool(answer.status == 200)
        return False

    def processes(self) -> list[psutil.Process]:
        """Everything alive that names this data folder or port, or comes from what does."""
        found = set()
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                words = " ".join(process.cmdline())
                named = str(self.data) in words or f"--port {self.port} " in words
                if named and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                    found |= {process, *process.children(recursive=True)}
        return list(found)

    def kill_everything(self) -> None:
        for process in self.processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        if self.process:
            self.process.wait()
        wait_until(lambda: not self.processes())


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextlib.contextmanager
def odissee(data: Path, port: int, **env: str) -> Iterator[Running]:
    """A started Odissée, stopped and gone at the end whatever the test did to it."""
    running = Running(data, port, env)
    try:
        running.start()
        yield running
    finally:
        running.kill_everything()
