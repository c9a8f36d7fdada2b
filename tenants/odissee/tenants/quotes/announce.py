"""Telling the requester once more that their quote waits (COM-10)."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.quotes.preparation import documents_asked, preparation_list
from odissee.tenants.quotes.queries import version_of
from odissee.tenants.quotes.sending import CONTACT, new_link, waits
from odissee.tenants.quotes.words import words_of

OPEN = """
select v.id from quote q join quote_version v on v.quote_id = q.id and v.version = q.current_version
 where q.dossier_id = $1 and q.state in ('sent', 'viewed') and v.sent_at is not null and v.valid_until >= $2
 order by v.created_at desc limit 1"""
NOBODY_ELSE = "Un devis ne s’annonce qu’à son demandeur : son lien permet de l’accepter."
CLOSED = "Aucun devis n’attend de réponse sur ce dossier."


class QuoteNotAnnounced(OdisseeError):
    """There is no open quote, or it is not this contact's."""


async def open_quote(tx: TenantTransaction, dossier_id: UUID) -> UUID | None:
    """The version that waits for an answer, None without any."""
    found: UUID | None = await tx.fetchval(OPEN, dossier_id, clock.today())
    return found


async def announce_quote(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, channel: str, key: str
) -> UUID | None:
    """Write to the requester by one channel, once for this key; returns the id of the mail or SMS.

    None: the company has switched this text off. Raises `QuoteNotAnnounced`.
    """
    id = await open_quote(tx, dossier_id)
    version = await version_of(tx, id) if id else None
    if version is None or not waits(version):
        raise QuoteNotAnnounced(CLOSED)
    if version["requester_contact_id"] != contact_id:
        raise QuoteNotAnnounced(NOBODY_ELSE)
    return await _write(tx, version, await tx.fetchrow(CONTACT, contact_id), channel, key)


async def _write(tx: TenantTransaction, version: Any, contact: Any, channel: str, key: str) -> UUID | None:
    common: dict[str, Any] = {
        "variables": words_of(version, await new_link(tx, version, contact)), "dedup_key": key,
        "dossier_id": version["dossier_id"], "contact_id": contact["id"],
        "audience": version["snapshot"]["to"]["audience"],
    }  # fmt: skip
    if channel == "sms":
        return await write_sms(tx, "sms.quote_price", to_phone=contact["mobile"], **common)
    files = [version[name] for name in ("pdf_file_id", "statement_file_id") if version[name] is not None]
    return await write_mail(
        tx, "mail.quote_sent", to_email=contact["email"], to_name=contact["name"], attachments=files, **common
    )


async def preparation_of(tx: TenantTransaction, dossier_id: UUID) -> str:
    """What the client gets ready for the visit, as the order stands now."""
    return preparation_list({"documents": await documents_asked(tx, dossier_id)})
