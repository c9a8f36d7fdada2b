"""`check`: the invariants on the running database or the one of a data folder; exit code 1 on a breach."""

import argparse
import asyncio
import os
from collections.abc import Sequence

from odissee.app.invariants import Result, scan
from odissee.app.servers_at_hand import owner_url, servers_at_hand
from odissee.app.supervisor import Fault
from odissee.platform.french import count
from odissee.platform.settings import settings

SHOWN = 5


class NothingToCheck(Fault):
    def __init__(self, data: object) -> None:
        super().__init__(
            f"Il n’y a pas de données dans {data}. Indiquez le bon dossier : ./odissee check --data DOSSIER"
        )


def run(arguments: argparse.Namespace) -> int:
    if not (arguments.data / "pg").exists() and not os.environ.get("DATABASE_URL"):
        raise NothingToCheck(arguments.data)
    results = asyncio.run(_scan(arguments))
    print("\n".join(report(results)))
    return 1 if any(result.breaches for result in results) else 0


async def _scan(arguments: argparse.Namespace) -> list[Result]:
    async with servers_at_hand(arguments.data):
        settings.cache_clear()
        return await scan(owner_url())


def report(results: Sequence[Result]) -> list[str]:
    """One line an invariant with how much was looked at; what is wrong under it."""
    lines = [line for result in results for line in _lines(result)]
    wrong = sum(len(result.breaches) for result in results)
    verdict = f"{count(wrong, 'manquement', 'manquements')}." if wrong else "Tout tient."
    return [*lines, "", f"{count(len(results), 'invariant vérifié', 'invariants vérifiés')} : {verdict}"]


def _lines(result: Result) -> list[str]:
    head = f"{'✗' if result.breaches else '✓'} {result.invariant.says} ({count(result.looked_at, 'vérification')})"
    more = len(result.breaches) - SHOWN
    rest = [f"    … et {count(more, 'autre', 'autres')}"] if more > 0 else []
    return [head, *(f"    {breach}" for breach in result.breaches[:SHOWN]), *rest]
