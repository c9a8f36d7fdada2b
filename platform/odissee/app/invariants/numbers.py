"""Counters are never behind what they have numbered, and quotes are numbered without gap."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = "select count(*) from counter"
BEHIND = """
select format('dossiers : le compteur dit %s, le plus grand numéro est %s', coalesce(max(c.value), 0), max(d.number))
  from dossier d left join counter c on c.name = 'dossier'
 where not exists (select from example_row e where e.id = d.id)
having max(d.number) > coalesce(max(c.value), 0)
union all
select format('devis %s : le compteur dit %s, il y a %s numéros jusqu’à %s', prefix, coalesce(c.value, 0), n, last)
  from (select substring(number from '^(.*[^0-9])[0-9]+$') as prefix, count(*) as n,
               max(substring(number from '([0-9]+)$')::bigint) as last from quote group by 1) q
  left join counter c on c.name = 'number:' || prefix
 where coalesce(c.value, 0) <> last or n <> last"""


@invariant("counters", "Les compteurs suivent les numéros, sans trou")
async def counters(connection: Any) -> Finding:
    return await asked(connection, COUNT, BEHIND)
