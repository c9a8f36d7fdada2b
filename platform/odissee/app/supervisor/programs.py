"""The two programs of ours that the supervisor runs, and the environment that they get."""

import os
import shlex
import sys
from pathlib import Path

from odissee.app.supervisor.child import Child
from odissee.app.supervisor.heartbeat import VARIABLE
from odissee.app.supervisor.passwords import secret

WEB_STOP_SECONDS = 10


def environment(data: Path, port: int, servers: dict[str, str]) -> dict[str, str]:
    """What each child of ours is told. `servers` holds DATABASE_URL, DATABASE_OWNER_URL, …, NATS_URL."""
    secret(data, "app")
    return {
        **servers,
        "ODISSEE_DATA": str(data),
        "ODISSEE_PORT": str(port),
        "ODISSEE_SECRET_FILE": str(data / "secrets" / "app"),
        "ODISSEE_CHROMIUM": os.environ.get("ODISSEE_CHROMIUM", ""),
        "PYTHONUNBUFFERED": "1",
    }


def web(data: Path, port: int, env: dict[str, str]) -> Child:
    host = os.environ.get("ODISSEE_HOST", "127.0.0.1")
    usual = [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--workers", "1"),
        *("--host", host, "--port", str(port), "odissee.app.web:app"),
    ]
    return Child("web", _command("ODISSEE_WEB_COMMAND", usual), data / "logs" / "web.log", env=env)


def worker(data: Path, env: dict[str, str]) -> Child:
    usual = [sys.executable, "-m", "odissee.app.worker"]
    env = {**env, VARIABLE: str(heartbeat_file(data))}
    return Child("worker", _command("ODISSEE_WORKER_COMMAND", usual), data / "logs" / "worker.log", env=env)


def heartbeat_file(data: Path) -> Path:
    return data / "worker.heartbeat"


def _command(variable: str, usual: list[str]) -> list[str]:
    """The usual command, or another one given in the environment (tests, trials)."""
    return shlex.split(os.environ.get(variable, "")) or usual
