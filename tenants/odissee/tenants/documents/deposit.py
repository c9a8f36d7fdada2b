"""Taking a file into a dossier: cleaned name, true type, kind by its name, next version of what it replaces."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.files import Received, keep
from odissee.platform.jobs import enqueue
from odissee.platform.journal import record
from odissee.tenants.documents.errors import AlreadyThere, FileRefused
from odissee.tenants.documents.inspect import media_type_of
from odissee.tenants.documents.kinds import LABELS
from odissee.tenants.documents.names import clean_name, stem_of
from odissee.tenants.documents.options import options_of
from odissee.tenants.documents.series import SAME_SECTION, next_version, series_for, settle
from odissee.tenants.documents.sorting import kind_of_name
from odissee.tenants.documents.state import show_state
from odissee.tenants.documents.tables import Document

ON_CLIENT_DEPOSIT: list[Callable[[TenantTransaction, Any], Awaitable[None]]] = []
"""Called with the document's row, in the transaction of the deposit."""
SECTIONS = {"report": "Rapports", "received": "Documents manquants", "notary": "Notaire"}


async def deposit(
    tx: TenantTransaction,
    dossier_id: UUID,
    section: str,
    received: Received,
    raw_name: str,
    *,
    contact_id: UUID | None = None,
    missing_kind: str = "",
) -> Any:
    """Keep one file; returns the document's row. Raises `FileRefused`, `AlreadyThere` or `FileTooBig`.

    `contact_id` and `missing_kind`: a client's deposit in answer to a request. Its words are read by a job.
    """
    name = clean_name(raw_name)
    if section not in SECTIONS:
        raise FileRefused(f"« {name} » n’a pas de section : Rapports, Documents manquants ou Notaire.")
    media_type, pages = await media_type_of(received, name)
    if section == "report" and media_type.startswith("image/"):
        raise FileRefused(f"« {name} » est une image. Un rapport se dépose en PDF.")
    if await tx.fetchval("select id from dossier where id = $1 for update", dossier_id) is None:
        raise NotFound
    await _refuse_twice(tx, dossier_id, section, received.sha256, name)
    file = await keep(tx, received, name=name, media_type=media_type, kind=f"document.{section}")
    document = await _insert(tx, dossier_id, section, file, pages, contact_id, missing_kind)
    await _after(tx, document, name, media_type)
    if contact_id is not None:
        for listener in ON_CLIENT_DEPOSIT:
            await listener(tx, document)
    return document


async def _refuse_twice(
    tx: TenantTransaction, dossier_id: UUID, section: str, digest: str, name: str
) -> None:
    for row in await tx.fetch(SAME_SECTION, dossier_id, section, new_id()):
        if row["sha256"] == digest:
            raise AlreadyThere(name, row["title"])


async def _insert(
    tx: TenantTransaction, dossier_id: UUID, section: str, file: Any, pages: int | None,
    contact_id: UUID | None, missing_kind: str,
) -> Any:  # fmt: skip
    id, kind = new_id(), kind_of_name(file.name) if section == "report" else ""
    facts = {"id": id, "dossier_id": dossier_id, "section": section, "kind": kind}
    series = await series_for(tx, facts, file.name) or id
    version = await next_version(tx, series)
    await Document(
        id=id, dossier_id=dossier_id, section=section, kind=kind, kind_from="name" if kind else "",
        title=LABELS.get(kind) or stem_of(file.name), series_id=series, version=version, file_id=file.id,
        pages=pages, contact_id=contact_id, missing_kind=missing_kind,
        reading="waiting" if file.media_type == "application/pdf" else "no_text",
    ).save()  # fmt: skip
    await settle(tx, series)
    return await tx.fetchrow("select * from document where id = $1", id)


async def _after(tx: TenantTransaction, document: Any, name: str, media_type: str) -> None:
    record(
        tx, "document", document["id"], "document.added", dossier_id=document["dossier_id"],
        after={"title": document["title"], "name": name, "version": document["version"],
               "section": document["section"]},
    )  # fmt: skip
    if media_type == "application/pdf":
        await enqueue(
            tx, "document.read", {"document": str(document["id"])}, f"document.read:{document['id']}"
        )
    if document["section"] == "report":
        await _lock_by_rule(tx, document["dossier_id"])
    await show_state(tx, document["dossier_id"])


async def _lock_by_rule(tx: TenantTransaction, dossier_id: UUID) -> None:
    """The company's rule « bloquer jusqu’au paiement », once a dossier: what a person lifted stays lifted."""
    if (await options_of(tx)).lock != "payment":
        return
    fresh = await tx.fetchval(
        """select id from dossier where id = $1 and invoice_state <> 'paid'
              and not exists (select from report_lock where dossier_id = $1)""",
        dossier_id,
    )
    if fresh is not None:
        await tx.execute(
            "insert into report_lock (id, dossier_id, reason, created_at) values ($1, $2, 'payment', $3)",
            new_id(), dossier_id, clock.now(),
        )  # fmt: skip
        record(tx, "dossier", dossier_id, "report.locked_by_rule", dossier_id=dossier_id)
