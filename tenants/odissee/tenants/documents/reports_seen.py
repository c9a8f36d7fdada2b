"""How many reports a contact may open in each of many dossiers: three queries whatever their number."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.documents.sight import Lock, Reader, Report, Sight, widest

REPORTS = """select dossier_id, series_id from document
  where dossier_id = any($1) and section = 'report' and superseded_at is null and trashed_at is null"""
LOCKS = """select dossier_id, document_series_id, contact_id from report_lock
  where dossier_id = any($1) and lifted_at is null"""
READERS = """
select k.dossier_id, k.contact_id, k.report_access, o.never_lock_reports or c.never_lock_reports as free
  from contact c join contact o on o.id = c.id or o.parent_id = c.id
  join dossier_contact k on k.contact_id = o.id and k.dossier_id = any($1) where c.id = $2"""


@dataclass(slots=True)
class Seen:
    """Current reports before a contact."""

    open: int = 0
    locked: int = 0


async def reports_seen(tx: TenantTransaction, contact_id: UUID, dossier_ids: list[UUID]) -> dict[UUID, Seen]:
    """Dossier → what the contact, or its sub-accounts, may open; hidden reports count for nothing."""
    locks = _by_dossier(await tx.fetch(LOCKS, dossier_ids))
    readers = _by_dossier(await tx.fetch(READERS, dossier_ids, contact_id))
    found: dict[UUID, Seen] = defaultdict(Seen)
    for row in await tx.fetch(REPORTS, dossier_ids):
        _count(found[row["dossier_id"]], row, readers[row["dossier_id"]], locks[row["dossier_id"]])
    return found


def _by_dossier(rows: list[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["dossier_id"]].append(row)
    return found


def _count(seen: Seen, row: Any, readers: list[Any], locks: list[Any]) -> None:
    what = widest(
        tuple(Reader(one["contact_id"], one["report_access"], one["free"]) for one in readers),
        Report(row["series_id"]),
        tuple(Lock(one["document_series_id"], one["contact_id"]) for one in locks),
    )
    seen.open += what is Sight.OPEN
    seen.locked += what is Sight.LOCKED
