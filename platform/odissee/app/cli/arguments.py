"""What can be typed after `./odissee`, and what each command is told."""

import argparse
import os
from pathlib import Path
from typing import NoReturn

USAGE = """\
Odissée : le logiciel des sociétés de diagnostic immobilier.

  ./odissee start [--port 8000] [--data DOSSIER] [--background]   installe et lance tout
  ./odissee stop | status [--data DOSSIER]                        arrête ; dit ce qui tourne
  ./odissee doctor [--data DOSSIER]                               dit ce qui ne va pas et comment y remédier
  ./odissee demo load [--dossiers N] | demo remove                données de démonstration
  ./odissee migrate                                               met la base à jour
  ./odissee backup FICHIER [--force]                              sauvegarde base, fichiers et secrets
  ./odissee restore FICHIER [--force]                             restaure dans un dossier de données vide
  ./odissee check [--data DOSSIER]                                ce qui doit toujours tenir dans la base
  ./odissee lint                                                  style, types et couches du code
  ./odissee test [quick | long | CHEMIN…]                         tous les tests, les rapides, les longs, quelques-uns
  ./odissee features [--json]                                     chaque fonction, ses tests, leur résultat
  ./odissee bench [NOM] [--json]                                  liste les mesures, ou en prend une
"""
ROOT = Path(__file__).parents[4]


class FrenchParser(argparse.ArgumentParser):
    """argparse speaks English: its own words are replaced by the usage above."""

    def error(self, message: str) -> NoReturn:
        print("Cette commande n’est pas comprise. Voici celles qui existent :\n")
        print(USAGE, end="")
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    top = FrenchParser(add_help=False)
    commands = top.add_subparsers(dest="command", required=True)
    start = _command(commands, "start")
    start.add_argument("--port", type=_port, default=8000)
    start.add_argument("--background", action="store_true")
    for name in ("stop", "status", "doctor", "migrate"):
        _command(commands, name)
    demo = _command(commands, "demo")
    demo.add_argument("what", choices=("load", "remove"))
    demo.add_argument("--dossiers", type=int, default=None)
    for name in ("backup", "restore"):
        command = _command(commands, name)
        command.add_argument("file", type=Path)
        command.add_argument("--force", action="store_true")
    for name in ("check", "lint"):
        _command(commands, name)
    _command(commands, "test").add_argument("words", nargs=argparse.REMAINDER)
    _command(commands, "features").add_argument("--json", action="store_true")
    bench = _command(commands, "bench")
    bench.add_argument("name", nargs="?")
    bench.add_argument("--json", action="store_true")
    return top


def _command(commands: "argparse._SubParsersAction[FrenchParser]", name: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, add_help=False)
    command.add_argument("--data", type=_folder, default=_default_data())
    return command


def _default_data() -> str:
    return os.environ.get("ODISSEE_DATA") or str(ROOT / "var")


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise ValueError
    return port
