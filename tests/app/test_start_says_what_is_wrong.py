"""A start that cannot be: one French sentence, what to do, exit code 1."""

import socket
import time
from pathlib import Path

import pytest

from odissee.app.supervisor import faults, preflight
from tests.app.running import Running, odissee, wait_until


def refused(running: Running, *words: str) -> str:
    done = running.call(*words)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_a_port_that_another_program_holds(data: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        said = refused(Running(data, port), "start", "--port", str(port))
    assert said == str(faults.PortTaken(port))
    assert f"--port {port + 1}" in said


def test_a_second_start_on_the_same_folder_then_background_status_and_stop(data: Path, port: int) -> None:
    running = Running(data, port)
    try:
        started = running.call("start", "--port", str(port), "--background")
        assert started.returncode == 0, started.stderr
        assert f"http://localhost:{port}/" in started.stdout
        assert "paul.durand@durand.example" in started.stdout
        assert started.stdout.strip().endswith("./odissee stop.")
        assert running.answers()
        assert "Odissée tourne déjà" in refused(running, "start", "--port", str(port))
        shown = running.call("status").stdout
        assert str(running.pid("postgres")) in shown
        assert f"port {port}" in shown
        assert running.call("stop").stdout.strip() == "Odissée est arrêtée."
        wait_until(lambda: not running.processes())
        assert running.call("status").returncode == 3
        assert "ne tourne pas" in refused(running, "stop")
    finally:
        running.kill_everything()


def test_a_folder_made_by_another_postgres(data: Path, port: int) -> None:
    cluster = data / "pg" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("16\n")
    said = refused(Running(data, port), "start", "--port", str(port))
    assert "créé par PostgreSQL 16" in said
    assert "./odissee restore" in said


def test_a_folder_that_cannot_be_written(port: int, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    said = refused(Running(tmp_path / "fichier" / "var", port), "start", "--port", str(port))
    assert "n’est pas accessible en écriture" in said


def test_a_browser_that_is_not_there(data: Path, port: int) -> None:
    running = Running(data, port, {"ODISSEE_CHROMIUM": "/nulle/part/chromium"})
    assert "ODISSEE_CHROMIUM désigne /nulle/part/chromium" in refused(running, "start", "--port", str(port))


def test_a_disk_that_is_nearly_full(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real disk, asked for more than any disk has."""
    monkeypatch.setattr(preflight, "NEEDED_MB", 10**12)
    with pytest.raises(faults.DiskFull, match=r"Il ne reste que \d+ Mo .* Libérez de la place"):
        preflight.prepare_data_folder(data)


def test_an_outside_database_named_by_halves(data: Path, port: int) -> None:
    running = Running(data, port, {"DATABASE_URL": "postgresql://odissee_app@ailleurs/odissee"})
    assert "il manque DATABASE_OWNER_URL et DATABASE_RELAY_URL" in refused(
        running, "start", "--port", str(port)
    )


@pytest.mark.parametrize(
    "words", [["démarre"], ["start", "--port", "mille"], ["start", "--vite"], ["backup"]]
)
def test_a_command_that_does_not_exist_gets_the_list(data: Path, port: int, words: list[str]) -> None:
    done = Running(data, port).call(*words)
    assert done.returncode == 2
    assert done.stdout.startswith("Cette commande n’est pas comprise.")
    assert "usage:" not in done.stdout + done.stderr


@pytest.mark.long
def test_the_second_start_takes_five_seconds_at_most(data: Path, port: int) -> None:
    with odissee(data, port) as running:
        running.call("stop")
        begun = time.monotonic()
        running.start()
        assert time.monotonic() - begun < 5
    assert (data / "first-start-done").exists()
