"""What a person corrects on a document: its kind and title, how its hand-over is acknowledged, its series, the bin."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import enqueue
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.search import forget_text
from odissee.tenants.documents.kinds import BY_CODE
from odissee.tenants.documents.series import join, series_for, settle
from odissee.tenants.documents.state import show_state


async def rename(tx: TenantTransaction, document: Any, kind: str, title: str, acknowledge: str | None) -> Any:
    """Correct kind, title and method by hand; another kind leaves its series, or goes on with that of its kind."""
    kind = kind if kind in BY_CODE or not kind else document["kind"]
    title = " ".join(title.split())[:160] or document["title"]
    before = {name: document[name] for name in ("kind", "title", "acknowledge")}
    after = {"kind": kind, "title": title, "acknowledge": acknowledge}
    if before == after:
        return None
    await _write(tx, document["id"], after)
    if kind != document["kind"]:
        await _find_series(tx, document["id"])
    entry = record(
        tx, "document", document["id"], "document.renamed", dossier_id=document["dossier_id"],
        before=before, after=after,
    )  # fmt: skip
    await show_state(tx, document["dossier_id"])
    return entry


async def _write(tx: TenantTransaction, id: UUID, facts: dict[str, Any]) -> None:
    await tx.execute(
        "update document set kind = $2, title = $3, acknowledge = $4, kind_from = 'hand', doubt = '' where id = $1",
        id, facts["kind"], facts["title"], facts["acknowledge"],
    )  # fmt: skip


async def _find_series(tx: TenantTransaction, id: UUID) -> None:
    row = await tx.fetchrow(
        "select x.*, f.name from document x join stored_file f on f.id = x.file_id where x.id = $1", id
    )
    assert row is not None  # noqa: S101 - just written
    alone = row["series_id"] == id
    await join(tx, id, await series_for(tx, row, row["name"]) or (id if not alone else row["series_id"]))


@reversible("document.renamed", "report.add")
async def rename_back(tx: TenantTransaction, entry: Any) -> None:
    """The former kind, title and method."""
    row = await tx.fetchrow(
        "select * from document where id = $1 and trashed_at is null", entry["subject_id"]
    )
    if row is None or any(row[name] != entry["after"][name] for name in ("kind", "title", "acknowledge")):
        raise NothingToUndo
    await _write(tx, row["id"], entry["before"])
    if row["kind"] != entry["before"]["kind"]:
        await _find_series(tx, row["id"])
    await show_state(tx, row["dossier_id"])


async def separate(tx: TenantTransaction, document: Any) -> None:
    """« Ce n’est pas une nouvelle version »: a second report of the same kind, such as another lot's."""
    if document["series_id"] == document["id"]:
        return
    await join(tx, document["id"], document["id"])
    record(
        tx, "document", document["id"], "document.separated", dossier_id=document["dossier_id"],
        after={"title": document["title"]},
    )  # fmt: skip
    await show_state(tx, document["dossier_id"])


async def trash(tx: TenantTransaction, document: Any) -> Any:
    """To the bin: the version before is current again; nothing is erased."""
    await tx.execute("update document set trashed_at = $2 where id = $1", document["id"], clock.now())
    await settle(tx, document["series_id"])
    await forget_text(tx, document["id"])
    entry = record(
        tx, "document", document["id"], "document.trashed", dossier_id=document["dossier_id"],
        before={}, after={"title": document["title"], "version": document["version"]},
    )  # fmt: skip
    await show_state(tx, document["dossier_id"])
    return entry


@reversible("document.trashed", "report.add")
async def trash_back(tx: TenantTransaction, entry: Any) -> None:
    """Out of the bin, at its place among the versions."""
    row = await tx.fetchrow(
        "update document set trashed_at = null where id = $1 and trashed_at is not null returning *",
        entry["subject_id"],
    )
    if row is None:
        raise NothingToUndo
    await settle(tx, row["series_id"])
    await enqueue(tx, "document.read", {"document": str(row["id"])}, f"document.read:{entry['id']}")
    await show_state(tx, row["dossier_id"])
