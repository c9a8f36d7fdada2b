"""What is learnt from a PDF once it is here: its kind when the name told none, numbers, dates, words, first page."""

from collections.abc import Awaitable, Callable
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.files import find, store, whole_path
from odissee.platform.french import typography
from odissee.platform.search import index_text
from odissee.tenants.documents.kinds import LABELS
from odissee.tenants.documents.reading import Reading, read_pdf
from odissee.tenants.documents.series import join, series_for
from odissee.tenants.documents.sorting import Sorted, sort_by_words
from odissee.tenants.documents.state import show_state

ON_READ: list[Callable[[TenantTransaction, Any, str], Awaitable[None]]] = []
"""What other features do with a document that has just been read; each gets its row and its words."""
LEARN = """
update document set reading = $2, pages = coalesce($3, pages), anchors = $4, kind = $5, kind_from = $6, title = $7,
       doubt = $8, preview_file_id = coalesce($9, preview_file_id)
 where id = $1"""


async def read_report(tx: TenantTransaction, document: Any) -> None:
    """Read the file, then write what it says beside what a person said: a hand is never overruled."""
    file = await find(tx, document["file_id"])
    async with whole_path(tx.tenant, file.sha256) as path:
        reading = await read_pdf(path)
    row = await tx.fetchrow("select * from document where id = $1 for update", document["id"])
    if row is None or row["trashed_at"] is not None:
        return
    told = sort_by_words(reading.text) if reading.state == "read" else Sorted()
    await _learn(tx, row, reading, told)
    if row["section"] == "report" and not row["kind"] and told.kind:
        await _find_place(tx, row, file.name, told.kind)
    if reading.state == "read":
        await index_text(tx, row["dossier_id"], row["id"], reading.text)
    if ON_READ:
        now = await tx.fetchrow("select * from document where id = $1", row["id"])
        for act in ON_READ:
            await act(tx, now, reading.text)
    await show_state(tx, row["dossier_id"])


async def _learn(tx: TenantTransaction, row: Any, reading: Reading, told: Sorted) -> None:
    kind, kind_from, title, doubt = row["kind"], row["kind_from"], row["title"], row["doubt"]
    if row["section"] == "report" and not kind and kind_from != "hand" and told.kind:
        kind, kind_from, title = told.kind, "text", LABELS[told.kind]
    elif kind_from == "name" and told.kind and told.kind != kind:
        doubt = typography(
            f"Le nom dit « {LABELS[kind]} », les premières pages disent « {LABELS[told.kind]} ». Vérifiez le type."
        )
    picture = await _picture(tx, row, reading.preview)
    await tx.execute(
        LEARN, row["id"], reading.state, reading.pages, told.anchors, kind, kind_from, title, doubt, picture
    )


async def _picture(tx: TenantTransaction, row: Any, preview: bytes) -> Any:
    if not preview:
        return None
    file = await store(tx, preview, name="apercu.jpg", media_type="image/jpeg", kind="document.preview")
    return file.id


async def _find_place(tx: TenantTransaction, row: Any, name: str, kind: str) -> None:
    """A kind learnt from the words may make it the next version of an older report of that kind."""
    series = await series_for(tx, dict(row) | {"kind": kind}, name)
    older = series and await tx.fetchval(
        "select max(created_at) < $2 from document where series_id = $1", series, row["created_at"]
    )
    if series is not None and older:
        await join(tx, row["id"], series)
