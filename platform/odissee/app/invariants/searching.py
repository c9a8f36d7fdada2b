"""Whatever exists is found, and nothing is found that does not exist."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = "select count(*) from search_card"
APART = """
select format('dossier %s introuvable par la recherche', d.number) from dossier d
 where not exists (select from search_card c where c.id = d.id)
    or not exists (select from search_document s where s.id = d.id)
union all
select format('la recherche montre « %s », qui n’existe pas', c.title) from search_card c
 where c.kind = 'dossier' and not exists (select from dossier d where d.id = c.id)
union all
select format('des mots sans fiche : %s', s.id) from search_document s
 where not exists (select from search_card c where c.id = s.id)
union all
select format('la recherche montre « %s » pour le dossier %s de %s', c.title, d.number, d.owner_name)
  from search_card c join dossier d on d.id = c.id where c.title <> trim(d.number || ' ' || d.owner_name)"""


@invariant("search_rows", "La recherche connaît chaque dossier, et rien d’autre")
async def search_rows(connection: Any) -> Finding:
    return await asked(connection, COUNT, APART)
