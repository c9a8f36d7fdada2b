"""Scanning every company, each in a read-only snapshot of its own."""

from dataclasses import dataclass
from typing import Any

import asyncpg

from odissee.app.invariants.declared import COMPANY, SCHEMA, Finding, Invariant
from odissee.platform.db.engine import prepare

TENANTS = "select id, name from tenant order by created_at, id"
ENTER = "select set_config('app.tenant', $1, true)"


@dataclass(slots=True)
class Result:
    """An invariant over all companies; `breaches` name the company first."""

    invariant: Invariant
    looked_at: int
    breaches: list[str]


async def scan(url: str) -> list[Result]:
    """Every invariant on the database at `url` (the owner's), in the order of declaration."""
    connection = await asyncpg.connect(url)
    try:
        await prepare(connection)
        await connection.execute("analyze")  # after a bulk load the planner knows nothing yet
        results = {key: Result(one, 0, []) for key, one in (SCHEMA | COMPANY).items()}
        for one in SCHEMA.values():
            _keep(results[one.key], await one.check(connection), "")
        for tenant in await connection.fetch(TENANTS):
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                await scan_company(connection, tenant, results)
        return list(results.values())
    finally:
        await connection.close()


async def scan_company(connection: Any, tenant: Any, results: dict[str, Result]) -> None:
    """Every invariant of one company, within the open transaction."""
    await connection.execute(ENTER, str(tenant["id"]))
    for one in COMPANY.values():
        _keep(results[one.key], await one.check(connection), f"{tenant['name']} : ")


def _keep(result: Result, finding: Finding, who: str) -> None:
    result.looked_at += finding.looked_at
    result.breaches += [f"{who}{breach}" for breach in finding.breaches]
