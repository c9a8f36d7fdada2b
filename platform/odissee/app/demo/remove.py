"""Removing: every row of the demonstration companies in every table, children first, and their files."""

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

import asyncpg

from odissee.app.demo.recipe import COMPANIES, Recipe
from odissee.app.demo.seeded import demo_id
from odissee.platform.files.bucket import empty
from odissee.platform.settings import settings

TABLES = """
select c.relname as table, coalesce(array_agg(distinct p.relname) filter (where p.relname <> c.relname), '{}') as parents
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
  left join pg_class p on p.oid = k.confrelid
 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
 group by c.relname"""
LOGINS = """
with gone as (delete from login_tenant where tenant_id = $1 returning login_id)
select login_id from gone g where not exists
  (select from login_tenant o where o.login_id = g.login_id and o.tenant_id <> $1)
  and not exists (select from operator r where r.login_id = g.login_id)"""
OF_LOGIN = ("login_passkey", "login_recovery_code")


async def remove(companies: Sequence[Recipe] = COMPANIES) -> None:
    """As the owner of the tables, in one transaction; the rows of other companies are out of its reach."""
    connection = await asyncpg.connect(settings().owner_url)
    try:
        async with connection.transaction():
            order = _children_first(await connection.fetch(TABLES))
            for recipe in companies:
                await _remove_company(connection, recipe.tenant_id, order)
            await _close_console(connection)
    finally:
        await connection.close()
    for recipe in companies:
        await empty(recipe.tenant_id)


def _children_first(rows: list[Any]) -> list[str]:
    graph = {row["table"]: row["parents"] for row in rows}
    return [table for table in reversed(list(TopologicalSorter(graph).static_order())) if table in graph]


async def _remove_company(connection: Any, tenant: UUID, order: list[str]) -> None:
    """Row-level security holds for the owner too: it can touch the company named here and no other."""
    await connection.execute("select set_config('app.tenant', $1, true)", str(tenant))
    for table in order:
        if table != "login_tenant":
            await connection.execute(f'delete from "{table}" where tenant_id = $1', tenant)  # noqa: S608 - from the catalogue
    alone = [row["login_id"] for row in await connection.fetch(LOGINS, tenant)]
    await _remove_logins(connection, alone)
    await connection.execute("delete from tenant where id = $1", tenant)


async def _remove_logins(connection: Any, logins: list[UUID]) -> None:
    for table in OF_LOGIN:
        await connection.execute(f'delete from "{table}" where login_id = any($1)', logins)  # noqa: S608 - constants
    await connection.execute("delete from login where id = any($1)", logins)


async def _close_console(connection: Any) -> None:
    operator = demo_id("operator")
    login = await connection.fetchval("select login_id from operator where id = $1", operator)
    await connection.execute("delete from operator_session where operator_id = $1", operator)
    await connection.execute("delete from operator where id = $1", operator)
    if login and not await connection.fetchval(
        "select exists (select from login_tenant where login_id = $1)", login
    ):
        await _remove_logins(connection, [login])
