"""The one file that a backup is: database, files and secrets of a data folder, restorable into an empty one.

It holds the secrets, so it is readable by its owner alone and belongs where nobody else reads. Files are added after
the database: they are only ever added to, so every file that a row names is there.
"""

import io
import json
import os
import subprocess
import tarfile
import time
from pathlib import Path

from odissee.app.supervisor import EmbeddedPostgres, Fault
from odissee.app.supervisor.roles import ADMIN, DATABASE

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
FOLDERS = ("files", "secrets")


class DumpFailed(Fault):
    def __init__(self, doing: str, tail: str) -> None:
        super().__init__(f"{doing} de la base a échoué. Voici ce que PostgreSQL en dit :\n{tail}")


class NotABackup(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} n’est pas une sauvegarde d’Odissée, ou il est abîmé. "
            "Choisissez un fichier fait par ./odissee backup."
        )


class WrittenByNewerVersion(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} a été fait par une version plus récente d’Odissée. Mettez Odissée à jour, puis recommencez."
        )


def dump_database(postgres: EmbeddedPostgres, target: Path) -> None:
    """As the server's own administrator: the owner itself is under row-level security."""
    options = ["--format=custom", f"--file={target}"]
    _run("La sauvegarde", postgres, "pg_dump", options)


def restore_database(postgres: EmbeddedPostgres, dump: Path) -> None:
    """Into the new, empty database that the supervisor has just made; one transaction, all or nothing."""
    options = ["--single-transaction", "--exit-on-error", str(dump)]
    _run("La restauration", postgres, "pg_restore", options)


def write_archive(file: Path, data: Path, dump: Path) -> None:
    """Under another name first: a backup cut short is never taken for a whole one."""
    partial = file.with_name(file.name + ".partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w:gz", compresslevel=6) as archive:
        _add_manifest(archive)
        archive.add(dump, DUMP)
        for name in FOLDERS:
            if (data / name).is_dir():
                archive.add(data / name, name)
    partial.rename(file)


def read_archive(file: Path, folder: Path) -> None:
    """Unpacks into `folder`; raises `NotABackup` or `WrittenByNewerVersion`."""
    try:
        with tarfile.open(file, "r:*") as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text())
        written_by = int(manifest["format"])
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise NotABackup(file) from error
    if written_by > FORMAT:
        raise WrittenByNewerVersion(file)


def _add_manifest(archive: tarfile.TarFile) -> None:
    text = json.dumps({"format": FORMAT, "postgres": "18", "made_at": int(time.time())}).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mtime, entry.mode = len(text), int(time.time()), 0o600
    archive.addfile(entry, io.BytesIO(text))


def _run(doing: str, postgres: EmbeddedPostgres, program: str, options: list[str]) -> None:
    """The password goes by the environment: anybody may read a command line."""
    where = ["--host=127.0.0.1", f"--port={postgres.port}", f"--username={ADMIN}", f"--dbname={DATABASE}"]
    secret = {"PGPASSWORD": postgres.password(ADMIN), "LC_ALL": "C"}
    command = [str(postgres.programs / program), *where, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **secret})  # noqa: S603
    if done.returncode:
        raise DumpFailed(doing, "\n".join(done.stderr.splitlines()[-8:]))
