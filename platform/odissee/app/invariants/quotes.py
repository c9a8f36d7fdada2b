"""A quote that was sent never changes: its figures are those of its snapshot, its papers those that were printed."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

SENT = "select count(*) from quote_version where sent_at is not null"
CHANGED = """
select format('devis %s, version %s : les montants ne sont plus ceux qui ont été envoyés', q.number, v.version)
  from quote_version v join quote q on q.id = v.quote_id
 where v.sent_at is not null
   and (v.total_ht_cents, v.total_vat_cents, v.total_ttc_cents, v.valid_until::text)
       is distinct from ((v.snapshot ->> 'excl')::bigint, (v.snapshot ->> 'vat')::bigint,
                         (v.snapshot ->> 'incl')::bigint, v.snapshot ->> 'valid_until')
union all
select format('devis %s, version %s : HT et TVA ne font pas le TTC', q.number, v.version)
  from quote_version v join quote q on q.id = v.quote_id where v.total_ht_cents + v.total_vat_cents <> v.total_ttc_cents
union all
select format('devis %s, version %s : le total n’est plus celui du journal', q.number, v.version)
  from quote_version v join quote q on q.id = v.quote_id
  join journal_entry j on j.subject_id = q.id and j.verb = 'quote.generated' and j.after ->> 'version_id' = v.id::text
 where (j.after ->> 'incl')::bigint <> v.total_ttc_cents"""
PRINTED = """
select count(*) from quote_version where pdf_file_id is not null"""
OTHER_PAPER = """
select format('devis %s, version %s : le PDF n’est plus celui qui a été envoyé', q.number, v.version)
  from quote_version v join quote q on q.id = v.quote_id join stored_file f on f.id = v.pdf_file_id
  join journal_entry j on j.subject_id = q.id and j.verb = 'quote.sent' and (j.after ->> 'version')::int = v.version
 where j.after ->> 'sha256' <> f.sha256
union all
select format('devis %s, version %s : la preuve d’acceptation porte un autre PDF', q.number, v.version)
  from quote_answer a join quote_version v on v.id = a.quote_version_id join quote q on q.id = v.quote_id
  left join stored_file f on f.id = v.pdf_file_id
 where a.evidence ->> 'quote_sha256' is not null and a.evidence ->> 'quote_sha256' is distinct from f.sha256
union all
select format('devis %s, version %s : envoyé sans PDF, et aucune tâche ne l’imprime', q.number, v.version)
  from quote_version v join quote q on q.id = v.quote_id
 where v.pdf_file_id is null and v.created_at < now() - interval '1 hour' and not exists (
   select from job where dedup_key in ('quote.send:' || v.id, 'quote.print:' || v.id) and state <> 'done')"""
STATES = """
select format('devis %s : accepté ou refusé sans preuve', q.number) from quote q
 where q.state in ('accepted', 'refused') and not exists (
   select from quote_answer a join quote_version v on v.id = a.quote_version_id where v.quote_id = q.id and a.kind = q.state)
union all
select format('devis %s : deux réponses', q.number) from quote q
  join quote_version v on v.quote_id = q.id join quote_answer a on a.quote_version_id = v.id and a.kind <> 'withdrawn'
 group by q.id, q.number having count(*) > 1"""


@invariant("quote_unchanged", "Un devis envoyé ne change plus")
async def unchanged(connection: Any) -> Finding:
    return await asked(connection, SENT, CHANGED)


@invariant("quote_papers", "Le PDF d’un devis est celui qui a été envoyé")
async def papers(connection: Any) -> Finding:
    return await asked(connection, PRINTED, OTHER_PAPER)


@invariant("quote_answers", "Un devis répondu l’est une fois, avec sa preuve")
async def answers(connection: Any) -> Finding:
    return await asked(connection, "select count(*) from quote", STATES)
