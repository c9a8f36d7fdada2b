"""Versions: the same report again is the next version of its series; the newest that is not in the bin is current."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.tenants.documents.names import same_name

SAME_SECTION = """
select x.id, x.series_id, x.kind, f.name, x.version, f.sha256, x.title from document x join stored_file f on f.id = x.file_id
 where x.dossier_id = $1 and x.section = $2 and x.trashed_at is null and x.superseded_at is null and x.id <> $3"""
SETTLE = """
update document x set superseded_at = case when x.id = newest.id then null else coalesce(x.superseded_at, $2) end
  from (select id from document where series_id = $1 and trashed_at is null order by version desc limit 1) newest
 where x.series_id = $1 and x.trashed_at is null"""


async def series_for(tx: TenantTransaction, document: Any, name: str) -> UUID | None:
    """The series that this document goes on with: that of the same report, or of the same file name."""
    rows = await tx.fetch(SAME_SECTION, document["dossier_id"], document["section"], document["id"])
    kind = document["kind"]
    alike = [row for row in rows if (kind and row["kind"] == kind) or _same_file(row, kind, name)]
    return alike[0]["series_id"] if alike else None


def _same_file(row: Any, kind: str, name: str) -> bool:
    """Two unknown files, or a known and an unknown one, of one name; never two kinds."""
    return (not kind or not row["kind"]) and same_name(row["name"], name)


async def next_version(tx: TenantTransaction, series_id: UUID) -> int:
    last = await tx.fetchval("select max(version) from document where series_id = $1", series_id)
    return (last or 0) + 1


async def settle(tx: TenantTransaction, series_id: UUID) -> None:
    """Say again which version of a series is the current one."""
    await tx.execute(SETTLE, series_id, clock.now())


async def join(tx: TenantTransaction, document_id: UUID, series_id: UUID) -> None:
    """Move a document to the end of another series, or to one of its own, and settle both."""
    former = await tx.fetchval("select series_id from document where id = $1", document_id)
    if former == series_id:
        return
    await tx.execute(
        "update document set series_id = $2, version = $3, superseded_at = null where id = $1",
        document_id, series_id, await next_version(tx, series_id),
    )  # fmt: skip
    await settle(tx, former)
    await settle(tx, series_id)
