"""The journal has no gap: an entry that was taken out would show."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = "select count(*) from journal_entry"
GAPS = """
select format('il manque l’entrée %s', seq - 1) from
  (select seq, lag(seq, 1, 0::bigint) over (order by seq) as before from journal_entry) s where seq <> before + 1
union all
select format('la dernière entrée est %s, le compteur dit %s', coalesce(max(e.seq), 0), coalesce(max(h.seq), 0))
  from journal_entry e full join journal_head h on h.tenant_id = e.tenant_id
having coalesce(max(e.seq), 0) <> coalesce(max(h.seq), 0)"""


@invariant("journal_gapless", "Le journal n’a pas de trou")
async def gapless(connection: Any) -> Finding:
    return await asked(connection, COUNT, GAPS)
