"""Files of a quick draft: kept as they come, sorted by name and words, corrected by a person, taken off."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.files import Received, keep
from odissee.platform.rights import Actor
from odissee.tenants.documents import REPORT_KINDS, Glance
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.edit import store

KINDS = {kind.code: kind.label for kind in REPORT_KINDS}
MOST = 60
FILES = """
select q.*, f.name, f.size, f.sha256, f.media_type from quick_file q join stored_file f on f.id = q.file_id
 where q.draft_id = $1 order by q.created_at, q.id"""
INSERT = """
insert into quick_file (id, draft_id, file_id, kind, is_invoice, reading, ademe, total_cents)
select $1, $2, $3, $4, $5 and not exists (select from quick_file where draft_id = $2 and is_invoice), $6, $7, $8
returning *"""


async def files_of(tx: TenantTransaction, draft_id: UUID) -> list[Any]:
    """In the order in which they came."""
    return await tx.fetch(FILES, draft_id)


async def add_file(tx: TenantTransaction, draft_id: UUID, file: Received, seen: Glance) -> Any:
    """The same bytes again are the file that is there; a second invoice waits among the others for a choice."""
    for row in await files_of(tx, draft_id):
        if row["sha256"] == file.sha256:
            return row
    kept = await keep(tx, file, name=seen.name, media_type=seen.media_type, kind="document.report")
    return await tx.fetchrow(
        INSERT,
        new_id(),
        draft_id,
        kept.id,
        seen.kind,
        seen.is_invoice,
        seen.reading,
        seen.ademe,
        seen.total_cents,
    )


async def sort_file(tx: TenantTransaction, draft_id: UUID, id: UUID, kind: str, *, invoice: bool) -> None:
    """What a person says of a file; the invoice is one at most."""
    if invoice:
        await tx.execute("update quick_file set is_invoice = id = $2 where draft_id = $1", draft_id, id)
    found = await tx.fetchval(
        "update quick_file set kind = $3, is_invoice = $4 where draft_id = $1 and id = $2 returning id",
        draft_id, id, kind if kind in KINDS and not invoice else "", invoice,
    )  # fmt: skip
    if found is None:
        raise NotFound


async def fill_amount(tx: TenantTransaction, actor: Actor, draft: Draft) -> None:
    """What the invoice asks for goes into the empty field of the amount, where a person sees and corrects it."""
    invoice = next((one for one in await files_of(tx, draft.id) if one["is_invoice"]), None)
    if invoice is None or invoice["total_cents"] is None or draft.get("quick_amount").strip():
        return
    cents: int = invoice["total_cents"]
    draft.data["quick_amount"] = f"{cents // 100},{cents % 100:02d}"
    await store(tx, actor, draft, ())  # nobody's typing: it clashes with nobody's


async def take_off(tx: TenantTransaction, draft_id: UUID, id: UUID) -> None:
    """The row goes; its bytes stay for whoever has the same, until the nightly sweep of files without a row."""
    gone = await tx.fetchval(
        "delete from quick_file where draft_id = $1 and id = $2 returning id", draft_id, id
    )
    if gone is None:
        raise NotFound
