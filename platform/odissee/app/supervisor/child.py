"""One child process: it dies with its parent, in a session of its own, with its output in a log file."""

import asyncio
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from odissee.app.supervisor.account import Account

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 30.0  # the worker gives its jobs 25 s to end


def die_with_parent(stop_signal: signal.Signals) -> None:
    """Asks the kernel to send `stop_signal` to this process when its parent ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, stop_signal)


@dataclass
class Child:
    """A program to run. `start` may be called again after it ended; `stop` is gentle, then firm."""

    name: str
    command: Sequence[str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    account: Account | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    process: asyncio.subprocess.Process | None = None
    started_at: float = 0.0

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def start(self) -> None:
        self.started_at = time.time()
        with self.log.open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.cwd or ("/" if self.account else None),
                env={**os.environ, **self.env},
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops children in order
                preexec_fn=_prepare(self.stop_signal, self.account),
            )

    async def wait(self) -> int:
        if self.process is None:
            return 0
        return await self.process.wait()

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        if self.process is None or not self.running:
            return
        self.process.send_signal(self.stop_signal)
        try:
            await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            os.killpg(self.process.pid, signal.SIGKILL)
            await self.process.wait()

    def tail(self, lines: int = 12) -> str:
        """The last lines of the log, for a sentence that explains a fault."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _prepare(stop_signal: signal.Signals, account: Account | None) -> Callable[[], None]:
    parent = os.getpid()

    def in_child() -> None:
        if account is not None:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
        die_with_parent(stop_signal)  # after setuid, which clears it
        if os.getppid() != parent:
            os._exit(1)

    return in_child
