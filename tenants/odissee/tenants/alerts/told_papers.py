"""Reports and quotes announced by those who own them; an order that was opened."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.alerts.announcements import NotToSend, Sent, announcement
from odissee.tenants.alerts.message import common_words, dossier_of, write_message
from odissee.tenants.documents import NothingToTell, announce_reports
from odissee.tenants.quotes import QuoteNotAnnounced, announce_quote, open_quote

REPORTS = """select exists (select from document where dossier_id = $1 and section = 'report' and trashed_at is null
                and superseded_at is null)"""
NO_REPORT = "Aucun rapport sur ce dossier. Déposez-en un d’abord."
NO_QUOTE = "Aucun devis n’attend de réponse sur ce dossier."


async def _has_report(tx: TenantTransaction, dossier_id: UUID) -> str:
    return "" if await tx.fetchval(REPORTS, dossier_id) else NO_REPORT


@announcement("reports", "Rapports disponibles", ready=_has_report, permission="report.manage")
async def tell_reports(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    """The link of this contact to their own page (COM-11)."""
    key, channel = f"alert:{alert['id']}", alert["channel"]
    try:
        written = await announce_reports(tx, alert["dossier_id"], person["id"], channel, key)
    except NothingToTell as reason:
        raise NotToSend(reason.sentence) from None
    return Sent(**{f"{channel}_id": written})


async def _has_quote(tx: TenantTransaction, dossier_id: UUID) -> str:
    return "" if await open_quote(tx, dossier_id) is not None else NO_QUOTE


@announcement("quote", "Devis disponible", ready=_has_quote, permission="order.edit")
async def tell_quote(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    """Only to the requester: the link lets whoever has it accept."""
    key, channel = f"alert:{alert['id']}", alert["channel"]
    try:
        written = await announce_quote(tx, alert["dossier_id"], person["id"], channel, key)
    except QuoteNotAnnounced as reason:
        raise NotToSend(reason.sentence) from None
    return Sent(**{f"{channel}_id": written})


@announcement("opening", "Dossier ouvert")
async def tell_opening(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    """CREA-32 without a date: the order is taken, the date will follow."""
    dossier = await dossier_of(tx, alert["dossier_id"])
    return await write_message(tx, alert, person, "dossier_opened", common_words(dossier, person))
