"""One embedded PostgreSQL and one NATS for a whole test run, shared by its xdist workers.

`running_servers()` starts them on first call (a keeper process of this same file) and returns their addresses. Each
user holds a shared lock on a file; the keeper ends, and removes the folder, when nobody holds one any more: a run
that is killed leaves nothing behind. `migrated_database` copies a template that the first caller has migrated.
"""

import asyncio
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import asyncpg

from odissee.app.supervisor import EmbeddedNats, EmbeddedPostgres
from odissee.app.supervisor.roles import ADMIN

TEMPLATE = "odissee_template"
QUICK_AND_UNSAFE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
}
START_SECONDS = 60.0


@dataclass(frozen=True)
class Servers:
    """Addresses of the servers of this run; `database` says which database a URL points to."""

    data: Path

    @property
    def postgres(self) -> EmbeddedPostgres:
        return EmbeddedPostgres(self.data, QUICK_AND_UNSAFE)

    @property
    def nats_url(self) -> str:
        return EmbeddedNats(self.data).url

    def url(self, role: str, database: str) -> str:
        return self.postgres.url(role, database)

    async def migrated_database(self, name: str, migrate: Callable[[str], Awaitable[object]]) -> str:
        """Makes database `name` afresh from the migrated template; `migrate` gets the owner's URL, once a run."""
        await self._template(migrate)
        with contextlib.suppress(asyncpg.DuplicateDatabaseError):
            await self.postgres.create_database(name, TEMPLATE)
        return name

    async def fresh_copy(self, name: str, of: str) -> None:
        """Database `name` becomes what `of` is; whoever is still connected to either is sent away."""
        await drop_database(self.postgres.url(ADMIN, "postgres"), name)
        await self.postgres.create_database(name, of)

    async def _template(self, migrate: Callable[[str], Awaitable[object]]) -> None:
        done = self.data / "template-migrated"
        with await asyncio.to_thread(_locked, self.data / "template.lock"):
            if done.exists():
                return
            await self.postgres.create_database(TEMPLATE)
            await migrate(self.url("odissee_owner", TEMPLATE))
            done.touch()


async def drop_database(admin_url: str, name: str) -> None:
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute(f'drop database if exists "{name}" with (force)')
    finally:
        await connection.close()


@cache
def running_servers() -> Servers:
    """The servers of this run, started by whichever process asks first; held until this process ends."""
    data = Path(f"/tmp/odissee-tests-{os.getuid()}-{_run_id()}")  # noqa: S108 (removed by the keeper)
    data.mkdir(mode=0o711, exist_ok=True)
    _hold(data / "users.lock")
    with _locked(data / "start.lock"):
        if not (data / "ready").exists():
            _start_keeper(data)
    return Servers(data)


def _run_id() -> str:
    return os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())


_held: list[int] = []


def _hold(file: Path) -> None:
    """Takes a shared lock that the kernel lets go of when this process ends, and not before."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held.append(descriptor)


@contextlib.contextmanager
def _unlocking(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


def _locked(file: Path) -> contextlib.AbstractContextManager[None]:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return _unlocking(descriptor)


def _start_keeper(data: Path) -> None:
    with (data / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", __file__, str(data)], stdout=log, stderr=log, start_new_session=True
        )
    deadline = time.monotonic() + START_SECONDS
    while not (data / "ready").exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the test servers did not start:\n{(data / 'keeper.log').read_text()}")
        time.sleep(0.02)


async def _keep(data: Path) -> None:
    postgres, nats = EmbeddedPostgres(data, QUICK_AND_UNSAFE), EmbeddedNats(data, sync_interval="2m")
    try:
        await asyncio.gather(postgres.start(), nats.start())
        (data / "ready").touch()
        await _until_nobody_holds(data / "users.lock")
    finally:
        await asyncio.gather(nats.stop(), postgres.stop())
        shutil.rmtree(data, ignore_errors=True)


async def _until_nobody_holds(file: Path) -> None:
    with file.open() as lock:
        while True:
            with contextlib.suppress(BlockingIOError):
                return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            await asyncio.sleep(0.25)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for pytest; we end when it has ended
    asyncio.run(_keep(Path(sys.argv[1])))
