"""Real processes for a measure: embedded servers on a kept data folder, web and worker as the supervisor starts them."""

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from odissee.app.migrate import migrate
from odissee.app.supervisor import EmbeddedPostgres, Servers, prepare_data_folder, programs, servers_for
from odissee.app.supervisor.child import Child
from odissee.app.supervisor.ports import free_port
from odissee.app.supervisor.ready import wait_for_web, wait_for_worker
from odissee.app.supervisor.roles import ADMIN
from odissee.platform.db import db
from odissee.platform.db.migrate import MigrationChanged
from odissee.platform.settings import settings

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "bench"


class Stack:
    """A running set; `port` answers once `start_web` has returned."""

    def __init__(self, data: Path, servers: Servers) -> None:
        self.data, self.servers, self.port = data, servers, free_port()
        self.env = programs.environment(data, self.port, servers.addresses())
        self.children: list[Child] = []

    @property
    def admin_url(self) -> str:
        """Sees every company: for filling tables, never for measuring."""
        return EmbeddedPostgres(self.data).url(ADMIN)

    async def start_web(self) -> None:
        web = programs.web(self.data, self.port, self.env)
        self.children.append(web)
        await web.start()
        await wait_for_web(self.port, web)

    async def start_worker(self) -> None:
        worker = programs.worker(self.data, self.env)
        self.children.append(worker)
        await worker.start()
        await wait_for_worker(programs.heartbeat_file(self.data), worker)


@contextlib.asynccontextmanager
async def stack(name: str) -> AsyncIterator[Stack]:
    """Servers on var/bench/<name>, migrated; built again when a migration that it knows has changed."""
    data = FOLDER / name
    for trial in (1, 2):
        try:
            async with _running(data) as running:
                yield running
                return
        except MigrationChanged:
            if trial == 2:
                raise
            shutil.rmtree(data)


@contextlib.asynccontextmanager
async def _running(data: Path) -> AsyncIterator[Stack]:
    prepare_data_folder(data)
    before, servers = dict(os.environ), servers_for(data)
    await servers.start()
    running = Stack(data, servers)
    os.environ.update(running.env)
    settings.cache_clear()
    try:
        await migrate(settings().owner_url)
        await db.connect(settings().database_url, maximum=6)
        yield running
    finally:
        await db.disconnect()
        await asyncio.gather(*(child.stop() for child in running.children))
        await servers.stop()
        os.environ.clear()
        os.environ.update(before)


def at(sorted_seconds: list[float], part: float) -> float:
    """A percentile in milliseconds, of seconds already sorted."""
    return round(sorted_seconds[min(len(sorted_seconds) - 1, int(len(sorted_seconds) * part))] * 1000, 2)
