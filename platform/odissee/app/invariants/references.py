"""No row names another that is not there, within its own company."""

from typing import Any

from odissee.app.invariants.declared import Finding, invariant, of_the_schema

KEYS = """
select k.conname as name, c.relname as child, p.relname as parent, k.convalidated as checked,
       array(select a.attname from unnest(k.conkey) with ordinality u (n, o)
               join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n order by o) as theirs,
       array(select a.attname from unnest(k.confkey) with ordinality u (n, o)
               join pg_attribute a on a.attrelid = p.oid and a.attnum = u.n order by o) as ours
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
 where k.contype = 'f' and c.relnamespace = 'public'::regnamespace order by 2, 1"""
UNLED = """
select format('%s : la clé étrangère %s ne commence pas par la société', c.relname, k.conname)
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
 where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
   and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
   and exists (select from pg_attribute a where a.attrelid = p.oid and a.attname = 'tenant_id')
   and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1]) <> 'tenant_id'
union all
select format('%s : la clé étrangère %s n’est pas vérifiée', c.relname, k.conname)
  from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and not k.convalidated"""


@of_the_schema("keys_led", "Chaque clé étrangère reste dans sa société")
async def keys_led(connection: Any) -> Finding:
    breaches = [row[0] for row in await connection.fetch(UNLED)]
    return Finding(len(await connection.fetch(KEYS)), breaches)


@invariant("orphans", "Aucune ligne n’en désigne une qui manque")
async def orphans(connection: Any) -> Finding:
    keys = [key for key in await connection.fetch(KEYS) if key["theirs"][0] == "tenant_id"]
    breaches = []
    for key in keys:
        missing = await connection.fetchval(_missing(key))
        if missing:
            breaches.append(f"{key['child']} : {missing} ligne(s) sans leur {key['parent']}")
    return Finding(len(keys), breaches)


def _missing(key: Any) -> str:
    """How many child rows have no parent; a key with a null part names nobody."""
    named = " and ".join(f'c."{name}" is not null' for name in key["theirs"])
    same = " and ".join(
        f'p."{ours}" = c."{theirs}"' for ours, theirs in zip(key["ours"], key["theirs"], strict=True)
    )
    return (
        f'select count(*) from "{key["child"]}" c where {named}'  # noqa: S608 - names from the catalogue
        f' and not exists (select from "{key["parent"]}" p where {same})'
    )
