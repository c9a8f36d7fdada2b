"""Whatever dies comes back, and what was written is still there."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from odissee.app.supervisor import EmbeddedPostgres
from tests.app.running import Running, odissee, wait_until


async def write(data: Path, text: str) -> None:
    connection = await asyncpg.connect(EmbeddedPostgres(data).url("odissee_owner"))
    try:
        await connection.execute("create table if not exists kept (words text)")
        await connection.execute("insert into kept values ($1)", text)
    finally:
        await connection.close()


async def read(data: Path) -> list[str]:
    connection = await asyncpg.connect(EmbeddedPostgres(data).url("odissee_owner"))
    try:
        return [row["words"] for row in await connection.fetch("select words from kept order by words")]
    finally:
        await connection.close()


@contextlib.contextmanager
def sleeping_stranger(as_owner_of: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Some other program of the same account."""
    uid = as_owner_of.stat().st_uid if os.geteuid() == 0 else None
    stranger = subprocess.Popen(["/bin/sleep", "60"], user=uid)
    try:
        yield stranger
    finally:
        stranger.kill()
        stranger.wait()


async def test_each_part_that_is_killed_outright_comes_back(data: Path, port: int) -> None:
    with odissee(data, port) as running:
        await write(data, "avant")
        for part in ("web", "worker", "nats", "postgres"):
            killed = running.pid(part)
            os.kill(killed, signal.SIGKILL)
            wait_until(lambda part=part, killed=killed: running.pid(part) != killed)  # type: ignore[misc]
        wait_until(running.answers)
        assert "Odissée est prête" in running.call("status").stdout
        assert await read(data) == ["avant"]


async def test_everything_killed_at_once_then_started_again_has_lost_nothing(data: Path, port: int) -> None:
    with odissee(data, port) as running:
        await write(data, "avant")
        running.kill_everything()
        assert not running.processes()
        running.start()
        assert await read(data) == ["avant"]


@pytest.mark.long
def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(data: Path, port: int) -> None:
    """In a container the same numbers come back: here the stranger is a `sleep` of the very same account."""
    with odissee(data, port) as running:
        running.kill_everything()
        file = EmbeddedPostgres(data).folder / "postmaster.pid"
        with sleeping_stranger(as_owner_of=file) as stranger:
            file.write_text("\n".join([str(stranger.pid), *file.read_text().splitlines()[1:]]) + "\n")
            running.start()
            assert stranger.poll() is None


ALSO = pytest.mark.long


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, pytest.param(signal.SIGINT, marks=ALSO), pytest.param(signal.SIGHUP, marks=ALSO)],
)
def test_ctrl_c_and_its_like_stop_everything_in_order(data: Path, port: int, number: signal.Signals) -> None:
    with odissee(data, port) as running:
        said = running.signal(number)
        assert running.process and running.process.returncode == 0, said
        assert said.rstrip().endswith("Odissée est arrêtée.")
        assert not running.processes()
        assert not (EmbeddedPostgres(data).folder / "postmaster.pid").exists()
        assert "database system is shut down" in (data / "logs" / "postgres.log").read_text()


def test_when_the_parent_dies_nothing_is_left(data: Path, port: int) -> None:
    running = Running(data, port)
    start = running.command("start", "--port", str(port))
    program = f"import subprocess; subprocess.run({start!r})"
    parent = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", program], env=running.environment(), stdout=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: running.ready())
        parent.kill()
        parent.wait()
        wait_until(lambda: not running.processes())
        assert not (EmbeddedPostgres(data).folder / "postmaster.pid").exists()
    finally:
        running.kill_everything()


def test_a_part_that_dies_again_and_again_stops_everything_with_the_end_of_its_log(
    data: Path, port: int
) -> None:
    broken = f"""{sys.executable} -c "import os,pathlib,time
pathlib.Path(os.environ['ODISSEE_HEARTBEAT_FILE']).touch(); print('plus de papier'); time.sleep(0.5); exit(3)" """
    running = Running(data, port, {"ODISSEE_WORKER_COMMAND": broken})
    running.begin()
    try:
        assert running.process
        said = running.process.communicate(timeout=60)[0]
        assert running.process.returncode == 1
        assert "Le traitement des tâches s’est arrêté 6 fois de suite" in said
        assert "plus de papier" in said
        assert "Traceback" not in said
        assert not running.processes()
    finally:
        running.kill_everything()
