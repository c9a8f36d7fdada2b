"""`backup FILE`: while Odissée runs or not."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from odissee.app.cli.archive import dump_database, write_archive
from odissee.app.servers_at_hand import servers_at_hand
from odissee.app.supervisor import EmbeddedPostgres, Fault


class FileExists(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} existe déjà et n’a pas été touché. Choisissez un autre nom, ou ajoutez --force pour le remplacer."
        )


class NothingToSave(Fault):
    def __init__(self, data: Path) -> None:
        super().__init__(
            f"Il n’y a pas de données dans {data}. Indiquez le bon dossier : ./odissee backup FICHIER --data DOSSIER"
        )


class OutsideDatabase(Fault):
    def __init__(self) -> None:
        super().__init__(
            "La base est sur un serveur extérieur (DATABASE_URL) : sauvegardez-la avec les outils de ce serveur, "
            "et copiez à part le dossier des fichiers et celui des secrets."
        )


def run(arguments: argparse.Namespace) -> int:
    if arguments.file.exists() and not arguments.force:
        raise FileExists(arguments.file)
    if not (arguments.data / "pg").exists():
        raise NothingToSave(arguments.data)
    asyncio.run(_backup(arguments.file, arguments.data))
    size = arguments.file.stat().st_size / 1_000_000
    print(
        f"Sauvegarde faite : {arguments.file} ({size:.1f} Mo). Elle contient les secrets : gardez-la à l’abri."
    )
    return 0


async def _backup(file: Path, data: Path) -> None:
    async with servers_at_hand(data) as servers:
        postgres = database_of(servers.postgres)
        with tempfile.TemporaryDirectory(dir=data) as folder:
            dump = Path(folder) / "database.dump"
            await asyncio.to_thread(dump_database, postgres, dump)
            await asyncio.to_thread(write_archive, file, data, dump)


def database_of(postgres: EmbeddedPostgres | None) -> EmbeddedPostgres:
    """Ours, or a sentence that says that it is somebody else's to save."""
    if postgres is None:
        raise OutsideDatabase
    return postgres
