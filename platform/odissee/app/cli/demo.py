"""`demo load` and `demo remove`: the only place that knows where the demonstration lives."""

import argparse
import asyncio
import importlib
import importlib.util
import inspect
from typing import Any

from odissee.app.servers_at_hand import servers_at_hand


def run(arguments: argparse.Namespace) -> int:
    if importlib.util.find_spec("odissee.app.demo") is None:
        print("Cette version n’a pas de données de démonstration.")
        return 0
    asyncio.run(_act(arguments))
    return 0


async def _act(arguments: argparse.Namespace) -> None:
    act = getattr(importlib.import_module("odissee.app.demo"), arguments.what)
    many = arguments.what == "load" and arguments.dossiers is not None
    options: dict[str, Any] = {"dossiers": arguments.dossiers} if many else {}
    async with servers_at_hand(arguments.data):
        result = act(**options)
        if inspect.isawaitable(result):
            await result
    print("Démonstration chargée." if arguments.what == "load" else "Démonstration retirée.")
