"""The answer to who sent documents: what has come, what is still awaited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import count
from odissee.platform.mail import write_mail
from odissee.tenants.documents import READERS, contact_words
from odissee.tenants.missing.kinds import BY_CODE
from odissee.tenants.missing.received import QUIET, open_requests
from odissee.tenants.missing.words import in_a_line, together

TEXT = "mail.document_received_client"
CAME = """
select x.missing_kind, x.title, f.name from document x join stored_file f on f.id = x.file_id
 where x.dossier_id = $1 and x.contact_id = $2 and x.section = 'received' and x.created_at >= $3 and x.created_at < $4 and x.trashed_at is null
 order by x.created_at, x.id"""


async def thank(tx: TenantTransaction, facts: dict[str, Any], key: str) -> None:
    """What this contact has just deposited, in one mail."""
    dossier_id, contact_id = UUID(facts["dossier"]), UUID(facts["contact"])
    contact = next((row for row in await tx.fetch(READERS, dossier_id) if row["id"] == contact_id), None)
    since = datetime.fromisoformat(facts["since"])
    came = await tx.fetch(CAME, dossier_id, contact_id, since, since + QUIET)
    if contact is None or not contact["email"] or not came:
        return
    await answer(
        tx, dossier_id, contact["email"], contact["name"], [(row["name"], row["missing_kind"]) for row in came], (), key,
        contact_words(contact), contact_id,
    )  # fmt: skip


async def answer(
    tx: TenantTransaction, dossier_id: UUID, email: str, name: str, kept: Sequence[tuple[str, str]], refused: Sequence[str],
    key: str, words: dict[str, Any], contact_id: UUID | None = None,
) -> None:  # fmt: skip
    """One mail: files as (name, code of what they answer), those that were refused with the reason."""
    waiting = in_a_line(dict.fromkeys(row["label"] for row in await open_requests(tx, dossier_id)))
    left = [f"Il manque encore : {waiting}." if waiting else "Rien d’autre n’est attendu.", *refused]
    codes = dict.fromkeys(code for _, code in kept if code in BY_CODE)
    label = in_a_line(BY_CODE[code].label for code in codes) or (
        count(len(kept), "document") if kept else "aucun document"
    )
    await write_mail(
        tx, TEXT, to_email=email, to_name=name, dedup_key=key, dossier_id=dossier_id, contact_id=contact_id,
        variables=words | {
            "missing_document_label": label, "file_name": together([file for file, _ in kept]),
            "remaining_documents_label": " ".join(left),
        },
    )  # fmt: skip
