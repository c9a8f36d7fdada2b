"""`doctor`: looks at everything that a start needs, and says what is wrong and how to mend it."""

import argparse
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from odissee.app import bootstrap
from odissee.app.browser import find_browser
from odissee.app.supervisor import (
    NEEDED_MB,
    EmbeddedPostgres,
    Fault,
    free_mb,
    is_running,
    port_is_free,
    read_state,
)

Check = Callable[[Path], str]  # returns what is well, raises a Fault that says what is not


class Trouble(Fault):
    """What is wrong, and how to mend it."""


def run(arguments: argparse.Namespace) -> int:
    results = list(_results(arguments.data))
    for well, line in results:
        print(("✓ " if well else "✗ ") + line)
    wrong = sum(not well for well, _ in results)
    print(f"\n{wrong} point{'s' if wrong > 1 else ''} à corriger." if wrong else "\nTout va bien.")
    return 1 if wrong else 0


def _results(data: Path) -> Iterator[tuple[bool, str]]:
    for check in (_python, _libraries, _node, _front_end, _browser, _folder, _disk, _database, _running):
        try:
            yield True, check(data)
        except (Fault, bootstrap.Cannot) as fault:
            yield False, str(fault)


def _python(data: Path) -> str:
    return f"Python {sys.version.split()[0]}"


def _libraries(data: Path) -> str:
    lock = bootstrap.digest([bootstrap.ROOT / "requirements.lock"])
    if bootstrap.stamp("libraries").get("lock") != lock:
        raise Trouble("Les bibliothèques ne correspondent pas à requirements.lock. Lancez ./odissee start.")
    return "Bibliothèques à jour"


def _node(data: Path) -> str:
    bootstrap.check_node()
    return f"Node.js {bootstrap.node_version()}"


def _front_end(data: Path) -> str:
    sources = bootstrap.digest(bootstrap.front_end_sources())
    if bootstrap.PWA.exists() and bootstrap.stamp("front-end").get("sources") != sources:
        raise Trouble("L’interface n’est pas construite, ou plus à jour. Lancez ./odissee start.")
    return "Interface construite"


def _browser(data: Path) -> str:
    found = find_browser(data)
    if found is None:
        raise Trouble(
            "Aucun navigateur pour fabriquer les PDF. ./odissee start l’installe ; "
            "ou, sous Debian : apt-get install chromium-headless-shell"
        )
    return f"Navigateur des PDF : {found}"


def _folder(data: Path) -> str:
    nearest = next(folder for folder in (data, *data.parents) if folder.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise Trouble(
            f"Le dossier {nearest} n’est pas accessible en écriture. Changez ses droits, ou donnez --data."
        )
    return f"Données : {data}"


def _disk(data: Path) -> str:
    free = free_mb(next(folder for folder in (data, *data.parents) if folder.exists()))
    if free < NEEDED_MB:
        raise Trouble(
            f"Il ne reste que {free} Mo sur le disque, il en faut {NEEDED_MB}. Libérez de la place."
        )
    return f"Place libre : {free // 1000} Go" if free >= 1000 else f"Place libre : {free} Mo"


def _database(data: Path) -> str:
    if os.environ.get("DATABASE_URL"):
        return "Base : serveur extérieur (DATABASE_URL)"
    postgres = EmbeddedPostgres(data)
    if not postgres.folder.exists():
        return "Base : elle sera créée au premier démarrage"
    postgres.check_version()
    return f"Base : PostgreSQL 18, dans {postgres.folder}"


def _running(data: Path) -> str:
    state = read_state(data)
    if not is_running(data):
        if not port_is_free(8000):
            raise Trouble("Le port 8000 est pris par un autre programme. Lancez Odissée avec --port 8001.")
        return "Odissée est arrêtée, le port 8000 est libre"
    if not _answers(int(state.get("port", 8000))):
        raise Trouble(
            f"Odissée tourne mais ne répond pas. Lisez {data}/logs/web.log, puis ./odissee stop et start."
        )
    return f"Odissée tourne et répond sur le port {state.get('port')}"


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
