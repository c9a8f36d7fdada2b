"""The web role alone on a real port, on the database of this run: for pages that need no worker."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

WAIT = 60.0


@contextmanager
def web_role() -> Iterator[int]:
    """Its port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--workers-kill-timeout", "2"),
        *("--port", str(port), "odissee.app.web:app"),
    ]
    server = subprocess.Popen(  # noqa: S603
        command, env={**os.environ, "ODISSEE_PORT": str(port)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/connexion")
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _wait(url: str) -> None:
    end = time.monotonic() + WAIT
    while True:
        try:
            httpx.get(url, timeout=2)
            return
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
