"""Asking documents of contacts: a row a document and contact, one mail a contact with their own link, reminders planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.identity import capability, company_origin
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.platform.texts import Wording
from odissee.tenants.documents import READERS, contact_words
from odissee.tenants.dossiers import Trigger, move
from odissee.tenants.missing.errors import NothingAsked
from odissee.tenants.missing.kinds import BY_CODE, SEVERAL
from odissee.tenants.missing.reminders import plan

SCOPE = "deposit"
LIFE = timedelta(days=90)
"""A paper is looked for during weeks; later a new request brings a new link."""
ASK = """
insert into missing_document (id, dossier_id, contact_id, kind, label, round, asked_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tenant_id, dossier_id, contact_id, kind) where state in ('asked', 'reminded')
do update set state = 'asked', round = excluded.round, asked_at = excluded.asked_at, reminded_at = null, reminders = 0"""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words as a person has read them before they leave; `{{ greeting }}`, `{{ link }}` and `{{ signature }}` stay."""

    subject: str
    body: str


async def deposit_link(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, sent_to: str) -> str:
    """A new link to this contact's page of deposit."""
    token = await capability.grant(tx, SCOPE, dossier_id, contact_id, sent_to, clock.now() + LIFE)
    return f"{await company_origin(tx)}/depot/{token}"


async def ask(
    tx: TenantTransaction, dossier_id: UUID, codes: Sequence[str], contact_ids: set[UUID], letter: Letter
) -> list[str]:
    """Ask these documents of these contacts; returns their names. Raises `NothingAsked`.

    Asking the same document again begins anew. The dossier that was visited becomes « Incomplet ».
    """
    known = [code for code in codes if code in BY_CODE]
    people = [row for row in await tx.fetch(READERS, dossier_id) if row["id"] in contact_ids and row["email"]]
    if not known or not people:
        raise NothingAsked(
            "Cochez au moins un document."
            if not known
            else "Cochez au moins un contact qui a une adresse mail."
        )
    for contact in people:
        await _ask_one(tx, dossier_id, known, contact, letter)
    await move(tx, dossier_id, Trigger.DOCUMENT_MISSING)
    tell(tx, "dossier", dossier_id)
    return [contact["name"] for contact in people]


async def _ask_one(
    tx: TenantTransaction, dossier_id: UUID, codes: Sequence[str], contact: Any, letter: Letter
) -> None:
    round_, now = new_id(), clock.now()
    for code in codes:
        await tx.execute(ASK, new_id(), dossier_id, contact["id"], code, BY_CODE[code].label, round_, now)
    key = BY_CODE[codes[0]].text if len(codes) == 1 else SEVERAL
    link = await deposit_link(tx, dossier_id, contact["id"], contact["email"])
    await write_mail(
        tx, key, to_email=contact["email"], to_name=contact["name"], dedup_key=f"missing.ask:{round_}",
        wording=Wording(key, letter.subject, letter.body), variables=contact_words(contact) | {"link": link},
        audience="business" if contact["kind"] == "pro" else "consumer", dossier_id=dossier_id, contact_id=contact["id"],
    )  # fmt: skip
    await plan(tx, dossier_id, contact["id"], round_, now)
    record(
        tx, "dossier", dossier_id, "missing.asked", dossier_id=dossier_id,
        after={"name": contact["name"], "documents": [BY_CODE[code].label for code in codes]},
    )  # fmt: skip
