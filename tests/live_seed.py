"""What a live site holds before its first visitor: the demonstration, and companies that have sold nothing yet.

Run as a program in the environment of that site; prints who may enter with which session.
"""

import asyncio
import json
import sys
from typing import Any

from odissee.app.demo import COMPANIES, load
from odissee.platform.db import TenantTransaction, db
from odissee.platform.identity import open_session
from odissee.platform.identity.operators import open_operator_session
from odissee.platform.settings import settings
from tests.companies_ready import ready

LETTERS = 4
"""Quotes of the demonstration that are printed; the others would only keep the worker busy."""
LATER = """
delete from job where kind = 'quote.print' and id not in
  (select id from job where kind = 'quote.print' order by created_at, not_before limit $1)"""


async def _sessions(tx: TenantTransaction) -> dict[str, str]:
    """A session for each first name of the company; « Client » for the agency that has an account."""
    rows = await tx.fetch("select id, kind, display_name from membership order by created_at, id")
    return {
        "Client" if row["kind"] == "client" else row["display_name"].split(" ")[0]: await open_session(
            tx, row["id"], "203.0.113.7", "tests"
        )
        for row in rows
    }


async def _demo(dossiers: int) -> dict[str, Any]:
    await load(dossiers=dossiers)
    inside = {}
    for recipe in COMPANIES:
        async with db.tenant(recipe.tenant_id) as tx:
            await tx.execute(LATER, LETTERS)
            inside[recipe.slug] = await _sessions(tx)
    return inside


async def _operator() -> str:
    async with db.commons() as tx:
        return await open_operator_session(tx, await tx.fetchval("select id from operator limit 1"))


async def main(dossiers: int, slugs: list[str]) -> None:
    await db.connect(settings().database_url, maximum=4)
    inside = await _demo(dossiers)
    for slug in slugs:
        company = await ready(slug)
        async with db.tenant(company.tenant_id) as tx:
            inside[slug] = await _sessions(tx)
    inside["console"] = {"Nora": await _operator()}
    print(json.dumps(inside))
    await db.disconnect()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2:]))
