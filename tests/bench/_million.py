"""A million dossiers: one company of 20,000 as the demonstration makes them, and 49 others with what list and search read."""

from dataclasses import replace
from uuid import UUID

import asyncpg

from odissee.app import demo
from tests.bench._stack import Stack

MAIN = replace(demo.DURAND, slug="durand-bench", share=1.0)
DOSSIERS, OTHERS = 20_000, 49
TENANTS = """
insert into tenant (id, slug, name) select md5('bench' || n)::uuid, 'autre-' || n, 'Autre ' || n
  from generate_series(1, $1) n"""
PARTS = (
    """insert into site (tenant_id, id, name) select id, id, 'Principal' from tenant where slug like 'autre-%'""",
    """insert into staff_member (tenant_id, id, last_name, initials)
       select id, id, 'Technicien', 'T' from tenant where slug like 'autre-%'""",
    """insert into property (tenant_id, id, city, postcode)
       select id, id, 'Tarbes', '65000' from tenant where slug like 'autre-%'""",
    """insert into dossier (tenant_id, id, number, status, site_id, property_id, technician_id, owner_name, prescriber_name,
         city, amount_cents, active_at, created_at)
       select t.id, md5(t.slug || n)::uuid, 18000 + n,
              (array['finalized','finalized','finalized','finalized','cancelled','quoted','scheduled','to_quote'])[1 + n % 8],
              t.id, t.id, t.id, initcap(substr(md5(n::text), 1, 7)) || ' Paul', 'Agence ' || n % 90,
              (array['Tarbes','Pau','Dax','Lourdes','Auch'])[1 + n % 5], 20000 + n % 50000,
              now() - n * interval '30 minutes', now() - n * interval '31 minutes'
         from tenant t, generate_series(1, $1) n where t.slug like 'autre-%'""",
    """insert into search_card (tenant_id, id, kind, title, detail, href)
       select d.tenant_id, d.id, 'dossier', d.number || ' ' || d.owner_name, d.city, '/dossiers/' || d.id
         from dossier d join tenant t on t.id = d.tenant_id where t.slug like 'autre-%'""",
    """insert into search_document (tenant_id, id, kind, text)
       select d.tenant_id, d.id, 'dossier', ' ' || d.number || ' ' || lower(d.owner_name) || ' ' || lower(d.prescriber_name)
              || ' ' || lower(d.city) || ' 65000 12 rue des lilas dpe amiante plomb termites gaz electricite '
              || md5(d.number::text) || ' 0639980' || d.number % 10000 || ' '
         from dossier d join tenant t on t.id = d.tenant_id where t.slug like 'autre-%'""",
)


async def fill(stack: Stack) -> UUID:
    """Fill what is missing; returns the company that is measured. Minutes the first time, nothing afterwards."""
    connection = await asyncpg.connect(stack.admin_url)
    try:
        if not await connection.fetchval("select exists (select from tenant where slug like 'autre-%')"):
            async with connection.transaction():
                await _others(connection)
        await demo.load(DOSSIERS, companies=[MAIN])
        for table in (
            "dossier",
            "search_document",
            "search_card",
            "search_word",
            "staff_member",
            "dossier_contact",
        ):
            await connection.execute(f'vacuum (analyze) "{table}"')  # index-only scans want a visibility map
    finally:
        await connection.close()
    return MAIN.tenant_id


async def _others(connection: asyncpg.Connection) -> None:
    """By the administrator, without triggers: the rows are sound by construction, and there are a million."""
    await connection.execute("set local session_replication_role = replica")
    await connection.execute(TENANTS, OTHERS)
    for part in PARTS:
        await connection.execute(part, *([DOSSIERS] if "$1" in part else []))


async def how_many(stack: Stack) -> int:
    connection = await asyncpg.connect(stack.admin_url)
    try:
        return int(await connection.fetchval("select count(*) from dossier"))
    finally:
        await connection.close()
