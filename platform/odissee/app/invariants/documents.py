"""Documents: one current version a series, nothing handed over while it was blocked, chains of proof unbroken."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant
from odissee.platform.evidence import broken_links

CURRENT = """
select format('« %s » : %s versions en cours', max(title), count(*) filter (where superseded_at is null))
  from document where trashed_at is null group by series_id
having count(*) filter (where superseded_at is null) <> 1"""
SERVED = """
select format('« %s » a été remis le %s alors qu’il était bloqué', x.title, to_char(w.at, 'DD/MM/YYYY HH24:MI'))
  from document_download w join document x on x.id = w.document_id join contact c on c.id = w.contact_id
  join report_lock l on l.dossier_id = w.dossier_id and (l.document_series_id is null or l.document_series_id = x.series_id)
       and (l.contact_id is null or l.contact_id = w.contact_id)
       and w.at > l.created_at and (l.lifted_at is null or w.at < l.lifted_at)
  join evidence_record e on e.id = w.evidence_id
 where not coalesce((e.body -> 'facts' ->> 'never_locked')::boolean, c.never_lock_reports)
union all
select format('« %s » : la preuve de remise porte un autre fichier', x.title)
  from document_download w join document x on x.id = w.document_id join stored_file f on f.id = x.file_id
  join evidence_record e on e.id = w.evidence_id
 where w.sha256 <> f.sha256 or e.body -> 'facts' ->> 'sha256' is distinct from w.sha256"""


@invariant("document_versions", "Un document a une seule version en cours")
async def versions(connection: Any) -> Finding:
    return await asked(connection, "select count(*) from document", CURRENT)


@invariant("locked_reports", "Un rapport bloqué n’est remis à personne")
async def locked(connection: Any) -> Finding:
    return await asked(connection, "select count(*) from document_download", SERVED)


@invariant("dossier_proofs", "La chaîne de preuves de chaque dossier est intacte")
async def proofs(connection: Any) -> Finding:
    count, breaches = await connection.fetchval("select count(*) from evidence_record"), []
    for row in await connection.fetch("select distinct chain_id from evidence_record"):
        number = await connection.fetchval("select number from dossier where id = $1", row["chain_id"])
        breaches += [
            f"dossier {number}, preuve n° {link} : son empreinte ne correspond plus"
            for link in await broken_links(connection, row["chain_id"])
        ]
    return Finding(count, breaches)
