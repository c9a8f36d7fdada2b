"""Every row that a company can reach bears its company, behind a wall that holds for everybody."""

from typing import Any

from odissee.app.invariants.declared import Finding, of_the_schema
from odissee.platform.db import GLOBAL_TABLES

TABLES = """
select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
       exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'company') as policed,
       (select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as owned
  from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1"""


@of_the_schema("walls", "Chaque table de société est cloisonnée")
async def walls(connection: Any) -> Finding:
    tables = [row for row in await connection.fetch(TABLES) if row["name"] not in GLOBAL_TABLES]
    return Finding(len(tables), [text for row in tables if (text := _fault(row))])


def _fault(row: Any) -> str:
    if not row["owned"]:
        return f"{row['name']} : des lignes peuvent n’appartenir à aucune société"
    if not (row["walled"] and row["policed"]):
        return f"{row['name']} : la cloison entre sociétés est ouverte"
    return ""
