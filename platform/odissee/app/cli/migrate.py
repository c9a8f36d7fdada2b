"""`migrate`: brings the schema up to the code."""

import argparse
import asyncio
import importlib
import importlib.util

from odissee.app.servers_at_hand import owner_url, servers_at_hand


def run(arguments: argparse.Namespace) -> int:
    asyncio.run(_migrate(arguments))
    return 0


async def _migrate(arguments: argparse.Namespace) -> None:
    if importlib.util.find_spec("odissee.app.migrate") is None:
        print("Il n’y a encore aucune migration.")
        return
    module = importlib.import_module("odissee.app.migrate")
    async with servers_at_hand(arguments.data):
        await module.migrate(owner_url())
    print("La base est à jour.")
