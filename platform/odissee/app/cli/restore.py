"""`restore FILE`: into an empty data folder; with `--force` what was there is put aside, never deleted."""

import argparse
import asyncio
import shutil
import tempfile
import time
from pathlib import Path

from odissee.app.cli.archive import DUMP, FOLDERS, read_archive, restore_database
from odissee.app.cli.backup import database_of
from odissee.app.servers_at_hand import servers_at_hand
from odissee.app.supervisor import AlreadyRunning, Fault, is_running, prepare_data_folder, read_state

REPLACED = ("pg", "nats", *FOLDERS)


class DataFolderNotEmpty(Fault):
    def __init__(self, data: Path) -> None:
        super().__init__(
            f"Le dossier {data} contient déjà des données et n’a pas été touché. Restaurez dans un autre dossier "
            "(--data DOSSIER), ou ajoutez --force : les données actuelles seront mises de côté."
        )


def run(arguments: argparse.Namespace) -> int:
    data: Path = arguments.data
    if is_running(data):
        raise AlreadyRunning(data, read_state(data).get("pid"))
    present = [data / name for name in REPLACED if (data / name).exists()]
    if present and not arguments.force:
        raise DataFolderNotEmpty(data)
    prepare_data_folder(data)
    with tempfile.TemporaryDirectory(dir=data) as folder:
        read_archive(arguments.file, Path(folder))  # a bad file is refused before anything is moved
        _put_aside(present, data)
        _put_in_place(Path(folder), data)
        asyncio.run(_restore(data, Path(folder) / DUMP))
    (data / "first-start-done").touch()
    print(f"Sauvegarde restaurée dans {data}. Lancez Odissée avec ./odissee start.")
    return 0


def _put_aside(present: list[Path], data: Path) -> None:
    if present:
        aside = data / f"avant-restauration-{time.strftime('%Y%m%d-%H%M%S')}"
        aside.mkdir(mode=0o711)
        for path in present:
            path.rename(aside / path.name)
        print(f"Les données précédentes sont dans {aside}.")


def _put_in_place(unpacked: Path, data: Path) -> None:
    for name in FOLDERS:
        if (unpacked / name).is_dir():
            shutil.move(unpacked / name, data / name)


async def _restore(data: Path, dump: Path) -> None:
    async with servers_at_hand(data) as servers:
        await asyncio.to_thread(restore_database, database_of(servers.postgres), dump)
