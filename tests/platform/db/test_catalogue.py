"""Locks 2 and 3, by construction: the catalogue of the database itself is examined, table by table."""

from typing import Any

import asyncpg
import pytest

from odissee.platform.db import GLOBAL_TABLES

TABLES = """select c.oid, c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
                   (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1"""
KEYS = """select c.relname as table, i.relname as index, a.attname as first
            from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
           where n.nspname = 'public' and (x.indisunique or x.indisexclusion)"""
FOREIGN = """select c.conrelid::regclass::text as table, c.conname as name, c.confrelid::regclass::text as target,
                    (select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]) as first
               from pg_constraint c join pg_namespace n on n.oid = c.connamespace
              where n.nspname = 'public' and c.contype = 'f'"""
DEFINERS = """select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where n.nspname = 'public' and p.prosecdef"""
VIEWS = """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('v', 'm')
              and not coalesce(array_to_string(c.reloptions, ',') like '%security_invoker=true%', false)"""
GRANTS = """select table_name, privilege_type from information_schema.role_table_grants
             where grantee = 'odissee_app' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')"""


async def unguarded(connection: Any) -> list[str]:
    """Company tables without forced row-level security or without a policy."""
    rows = await connection.fetch(TABLES)
    return [
        r["name"]
        for r in rows
        if r["name"] not in GLOBAL_TABLES and not (r["secured"] and r["forced"] and r["policies"])
    ]


async def keys_without_company(connection: Any) -> list[str]:
    """Unique keys and foreign keys of company tables that do not begin with tenant_id."""
    company = {r["name"] for r in await connection.fetch(TABLES)} - GLOBAL_TABLES
    unique = [f"{r['table']}.{r['index']}" for r in await connection.fetch(KEYS)
              if r["table"] in company and r["first"] != "tenant_id"]  # fmt: skip
    foreign = [f"{r['table']}.{r['name']}" for r in await connection.fetch(FOREIGN)
               if r["table"] in company and r["target"] not in GLOBAL_TABLES - {"tenant"}
               and r["first"] != "tenant_id"]  # fmt: skip
    return unique + foreign


@pytest.fixture
async def owner(database: str) -> Any:
    connection = await asyncpg.connect(database)
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


async def test_every_company_table_is_forced_behind_its_policy(owner: Any) -> None:
    assert await unguarded(owner) == []


async def test_a_table_without_the_lock_is_caught(owner: Any) -> None:
    await owner.execute("create table forgotten (tenant_id uuid, id uuid)")
    await owner.execute("alter table contact no force row level security")
    assert set(await unguarded(owner)) == {"forgotten", "contact"}


async def test_every_key_of_a_company_table_begins_with_the_company(owner: Any) -> None:
    assert await keys_without_company(owner) == []


async def test_a_key_without_the_company_is_caught(owner: Any) -> None:
    await owner.execute("create unique index forgotten on contact (id)")
    await owner.execute("alter table comment add constraint crossing unique (id)")
    assert set(await keys_without_company(owner)) == {"contact.forgotten", "comment.crossing"}


RUN_AS_OWNER = {
    "contact_erase(uuid,uuid[],boolean)": "tests/tenants/privacy: a person is erased, what law keeps stays",
    "dossier_purge(uuid[])": "tests/tenants/dossiers/test_purge.py: the bin is emptied, proofs and numbers stay",
    "example_data(boolean)": "tests/app/test_example_data.py: examples leave a company (decision 0006)",
    "words_forgotten(timestamp with time zone)": "tests/tenants/privacy: old messages lose their words",
}
"""Functions that run with the owner's rights, and where what each refuses is proven."""


async def test_the_functions_that_run_as_their_owner_are_known_and_stay_in_their_company(owner: Any) -> None:
    found = {r["name"] for r in await owner.fetch(DEFINERS)}
    assert found == set(RUN_AS_OWNER)
    for name in found:
        body = await owner.fetchval("select prosrc from pg_proc where oid = $1::regprocedure", name)
        assert "current_setting('app.tenant')" in body, (
            f"{name} does not look at the company of its transaction"
        )


async def test_no_view_hides_who_asks(owner: Any) -> None:
    assert await owner.fetch(VIEWS) == []


async def test_the_application_may_neither_truncate_nor_add_triggers(owner: Any) -> None:
    assert await owner.fetch(GRANTS) == []
