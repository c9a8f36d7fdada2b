"""A dossier's number is its own for ever; once quoted it has one requester and at most one payer."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = "select count(*) from dossier"
NUMBERS = """
select format('numéro %s porté par %s dossiers', number, count(*)) from dossier group by number having count(*) > 1
union all
select format('numéro %s donné deux fois', after ->> 'number') from journal_entry where verb = 'dossier.opened'
 group by after ->> 'number' having count(distinct subject_id) > 1
union all
select format('dossier %s : le journal lui a donné le numéro %s', d.number, j.after ->> 'number')
  from dossier d join journal_entry j on j.subject_id = d.id and j.verb = 'dossier.opened'
 where (j.after ->> 'number')::bigint <> d.number"""
ROLES = """
select format('dossier %s : %s demandeurs, %s payeurs', d.number, count(*) filter (where 'requester' = any(k.roles)),
              count(*) filter (where 'payer' = any(k.roles)))
  from dossier d left join dossier_contact k on k.dossier_id = d.id
 where exists (select from quote q where q.dossier_id = d.id and q.state <> 'draft')
 group by d.id, d.number
having count(*) filter (where 'requester' = any(k.roles)) <> 1 or count(*) filter (where 'payer' = any(k.roles)) > 1"""


@invariant("dossier_number", "Un numéro de dossier sert une seule fois")
async def numbers(connection: Any) -> Finding:
    return await asked(connection, COUNT, NUMBERS)


@invariant("dossier_roles", "Un dossier devisé a un demandeur et au plus un payeur")
async def roles(connection: Any) -> Finding:
    return await asked(connection, "select count(distinct dossier_id) from quote", ROLES)
