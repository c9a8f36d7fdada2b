"""Reads of the documents of a dossier: a constant number of queries whatever it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.rights import Actor
from odissee.tenants.documents.sight import Lock, Reader, Report
from odissee.tenants.dossiers import seen_dossier

DOCUMENTS = """
select x.*, f.name, f.size, f.media_type, f.sha256, trim(c.first_name || ' ' || c.last_name) as contact_name,
       (select count(*) from document_download w where w.document_id in
          (select o.id from document o where o.series_id = x.series_id) and w.contact_id is not null) as downloads
  from document x join stored_file f on f.id = x.file_id left join contact c on c.id = x.contact_id
 where x.dossier_id = $1 and x.trashed_at is null
 order by x.section, x.title, x.series_id, x.version desc"""
LOCKS = """
select l.*, trim(c.first_name || ' ' || c.last_name) as contact_name from report_lock l
  left join contact c on c.id = l.contact_id where l.dossier_id = $1 and l.lifted_at is null"""
READERS = """
select c.id, c.civility, c.first_name, c.last_name, c.email, c.mobile, c.kind, c.type, c.never_lock_reports,
       c.client_ref, k.roles, k.report_access, k.invoice_access, trim(c.first_name || ' ' || c.last_name) as name
  from dossier_contact k join contact c on c.id = k.contact_id where k.dossier_id = $1
 order by 'requester' = any(k.roles) desc, c.folded, c.id"""
ACCOUNT = """
select c.id, c.civility, c.first_name, c.last_name, c.email, c.mobile, c.kind, c.type, c.never_lock_reports,
       c.client_ref, trim(c.first_name || ' ' || c.last_name) as name,
       jsonb_agg(jsonb_build_object('id', k.contact_id, 'access', k.report_access, 'free', o.never_lock_reports)) as through
  from contact c
  join contact o on o.id = c.id or o.parent_id = c.id
  join dossier_contact k on k.contact_id = o.id and k.dossier_id = $1
 where c.id = $2 and c.trashed_at is null and c.merged_into is null group by c.tenant_id, c.id"""
HISTORY = """
select w.at, w.method, w.ip, w.sha256, x.title, x.version, e.number, e.hash, trim(c.first_name || ' ' || c.last_name) as name
  from document_download w join document x on x.id = w.document_id join evidence_record e on e.id = w.evidence_id
  left join contact c on c.id = w.contact_id
 where w.dossier_id = $1 and ($2::uuid is null or x.series_id = $2) order by w.at desc, e.number desc limit 200"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything about the documents of one dossier."""

    documents: Sequence[Any]
    locks: Sequence[Any]
    people: Sequence[Any]

    def current(self, section: str) -> list[Any]:
        return [x for x in self.documents if x["section"] == section and x["superseded_at"] is None]

    def older(self, series_id: UUID) -> list[Any]:
        return [x for x in self.documents if x["series_id"] == series_id and x["superseded_at"] is not None]

    def locks_on(self, series_id: UUID) -> list[Any]:
        return [lock for lock in self.locks if lock["document_series_id"] in (None, series_id)]

    @property
    def lock_values(self) -> tuple[Lock, ...]:
        return tuple(Lock(lock["document_series_id"], lock["contact_id"]) for lock in self.locks)


async def shelf_of(tx: TenantTransaction, dossier_id: UUID) -> Shelf:
    """Three queries."""
    return Shelf(
        await tx.fetch(DOCUMENTS, dossier_id),
        await tx.fetch(LOCKS, dossier_id),
        await tx.fetch(READERS, dossier_id),
    )


def reader_of(row: Any) -> Reader:
    """A contact of the dossier, for the pure decision."""
    return Reader(row["id"], row["report_access"], row["never_lock_reports"])


def report_of(row: Any) -> Report:
    """A document, for the pure decision."""
    return Report(row["series_id"], row["superseded_at"] is not None, row["trashed_at"] is not None)


async def account_on(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> Any | None:
    """A contact who stands on the dossier, or whose sub-account does (CONT-03); None for anybody else."""
    return await tx.fetchrow(ACCOUNT, dossier_id, contact_id)


def readers_of(account: Any) -> tuple[Reader, ...]:
    """Through whom a contact reads: themselves, and each of their sub-accounts on the dossier with its own locks."""
    return tuple(
        Reader(UUID(one["id"]), one["access"], one["free"] or account["never_lock_reports"])
        for one in account["through"]
    )


async def seen_document(
    tx: TenantTransaction, actor: Actor, document_id: UUID, *, trashed: bool = False
) -> Any:
    """A document of a dossier that this person sees; absent, foreign, out of sight or in the bin: `NotFound`."""
    row = await tx.fetchrow(
        "select x.*, f.name, f.sha256 from document x join stored_file f on f.id = x.file_id where x.id = $1",
        document_id,
    )
    if row is None or (row["trashed_at"] is not None and not trashed):
        raise NotFound
    await seen_dossier(tx, actor, row["dossier_id"])
    return row


async def history_of(tx: TenantTransaction, dossier_id: UUID, series_id: UUID | None = None) -> list[Any]:
    """DOSS-14: who took what, when, how, from which address; newest first."""
    return await tx.fetch(HISTORY, dossier_id, series_id)
