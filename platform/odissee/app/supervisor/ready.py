"""Waiting until our two programs answer."""

import asyncio
import time
from pathlib import Path

import httpx

from odissee.app.supervisor.child import Child
from odissee.app.supervisor.faults import DidNotStart
from odissee.app.supervisor.heartbeat import last_beat

START_SECONDS = 60.0


async def wait_for_web(port: int, web: Child, seconds: float = START_SECONDS) -> None:
    """Returns when `GET /readyz` answers 200; raises `DidNotStart`."""
    deadline = time.monotonic() + seconds
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        while time.monotonic() < deadline and web.running:
            if await _ready(client, f"http://127.0.0.1:{port}/readyz"):
                return
            await asyncio.sleep(0.05)
    raise DidNotStart("Le serveur web", seconds, web.log, web.tail())


async def wait_for_worker(heartbeat: Path, worker: Child, seconds: float = START_SECONDS) -> None:
    """Returns at the worker's first heartbeat; raises `DidNotStart`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and worker.running:
        if last_beat(heartbeat) >= worker.started_at - 1:
            return
        await asyncio.sleep(0.05)
    raise DidNotStart("Le traitement des tâches", seconds, worker.log, worker.tail())


async def _ready(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
