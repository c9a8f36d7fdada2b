"""Who runs on a data folder: a lock that the kernel lets go of with its holder, and a state file for `status`."""

import fcntl
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from odissee.app.supervisor.faults import AlreadyRunning


@dataclass
class Instance:
    """The running Odissée of one data folder, as seen from inside (`claim`, `publish`) or outside (`read`)."""

    data: Path
    state: dict[str, Any] = field(default_factory=dict)
    _lock: int | None = None

    def claim(self) -> None:
        """Takes the folder for this process until it ends; raises `AlreadyRunning`."""
        self._lock = os.open(self.data / "supervisor.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._lock)
            raise AlreadyRunning(self.data, read_state(self.data).get("pid")) from error
        self.publish(pid=os.getpid(), since=time.time(), ready=False, parts={})

    def publish(self, **changes: Any) -> None:
        self.state.update(changes)
        partial = self.data / "supervisor.json.partial"
        partial.write_text(json.dumps(self.state, indent=1))
        partial.rename(self.data / "supervisor.json")

    def release(self) -> None:
        (self.data / "supervisor.json").unlink(missing_ok=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def read_state(data: Path) -> dict[str, Any]:
    """What the supervisor last published; empty when there is nothing, or half of it."""
    try:
        state = json.loads((data / "supervisor.json").read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def is_running(data: Path) -> bool:
    """Whether somebody holds the folder now. A state file alone proves nothing after a power cut."""
    try:
        descriptor = os.open(data / "supervisor.lock", os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
