"""Generating a quote: one transaction freezes it, moves the dossier and asks for printing and sending."""

from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.identity import capability
from odissee.platform.jobs import enqueue
from odissee.platform.journal import record
from odissee.tenants.companies import EXAMPLE_SERIES, next_number
from odissee.tenants.dossiers import Trigger, move, refresh
from odissee.tenants.pricing import OrderTotals
from odissee.tenants.quotes.addressee import NO_CHANNEL, Addressee, addressee_of
from odissee.tenants.quotes.errors import QuoteIncomplete
from odissee.tenants.quotes.options import QuoteOptions
from odissee.tenants.quotes.snapshot import build_snapshot

NO_PRICE = "Il manque un prix. Choisissez un pack, la somme des tarifs ou saisissez un montant."
NO_SERVICE = "Aucun diagnostic n’est coché. Cochez-en au moins un au point 1."
NO_CITY = "Il manque la ville du bien. Renseignez-la au point 3."
SERIES = """
select case when exists (select from example_row where id = $2) then $3 else quote_series end from site where id = $1"""
INSERT = """
insert into quote_version (id, quote_id, version, snapshot, total_ht_cents, total_vat_cents, total_ttc_cents,
  valid_until, terms_version_id, public_comment, private_comment, requester_contact_id, send_mail, send_sms, remind_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"""


async def send_quote(
    tx: TenantTransaction, dossier_id: UUID, totals: OrderTotals, options: QuoteOptions
) -> UUID:
    """Freeze a version and have it sent; returns the version's id. Raises `QuoteIncomplete`."""
    dossier = await tx.fetchrow("select * from dossier where id = $1 for update", dossier_id)
    if dossier is None:
        raise NotFound
    to = await addressee_of(tx, dossier_id)
    await _refuse_incomplete(tx, dossier, to, totals, options)
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    today = clock.today(zone)
    snapshot = await build_snapshot(tx, dossier_id, to, totals, today, options.validity_days)
    quote_id, version = await _next_version(tx, dossier, today)
    id = await _insert(tx, quote_id, version, snapshot, to, options)
    await tx.execute(
        "update dossier set quote_state = 'waiting', amount_cents = $2 where id = $1", dossier_id, totals.incl
    )
    await move(tx, dossier_id, Trigger.QUOTE_SENT)
    await refresh(tx, dossier_id)
    await enqueue(tx, "quote.send", {"version": str(id)}, f"quote.send:{id}")
    record(
        tx, "quote", quote_id, "quote.generated", dossier_id=dossier_id,
        after={"version": version, "version_id": str(id), "incl": totals.incl, "to": to.name},
    )  # fmt: skip
    return id


async def _refuse_incomplete(
    tx: TenantTransaction, dossier: Any, to: Addressee, totals: OrderTotals, options: QuoteOptions
) -> None:
    if totals.incl <= 0:
        raise QuoteIncomplete(NO_PRICE)
    if not await tx.fetchval(
        "select exists (select from dossier_service where dossier_id = $1)", dossier["id"]
    ):
        raise QuoteIncomplete(NO_SERVICE)
    if not dossier["city"]:
        raise QuoteIncomplete(NO_CITY)
    if (options.send_mail and not to.email) or (options.send_sms and not to.mobile):
        raise QuoteIncomplete(NO_CHANNEL)


async def _next_version(tx: TenantTransaction, dossier: Any, today: date) -> tuple[UUID, int]:
    """The open quote's next version, or a new quote with its number."""
    row = await tx.fetchrow(
        """update quote set current_version = current_version + 1, state = 'sent'
            where dossier_id = $1 and state in ('sent', 'viewed') returning id, current_version""",
        dossier["id"],
    )
    if row is not None:
        await _close_links(tx, row["id"])
        return row["id"], row["current_version"]
    series = await tx.fetchval(SERIES, dossier["site_id"], dossier["id"], EXAMPLE_SERIES)
    id, number = new_id(), await next_number(tx, series, today)
    await tx.execute(
        "insert into quote (id, dossier_id, site_id, number, state) values ($1, $2, $3, $4, 'sent')",
        id, dossier["id"], dossier["site_id"], number,
    )  # fmt: skip
    return id, 1


async def _close_links(tx: TenantTransaction, quote_id: UUID) -> None:
    for row in await tx.fetch("select id from quote_version where quote_id = $1", quote_id):
        await capability.revoke(tx, "quote", row["id"])


async def _insert(
    tx: TenantTransaction,
    quote_id: UUID,
    version: int,
    snapshot: dict[str, Any],
    to: Addressee,
    options: QuoteOptions,
) -> UUID:
    id, terms = new_id(), snapshot["terms"]
    await tx.execute(
        INSERT, id, quote_id, version, snapshot, snapshot["excl"], snapshot["vat"], snapshot["incl"],
        date.fromisoformat(snapshot["valid_until"]), UUID(terms["id"]) if terms else None, options.public_comment,
        options.private_comment, to.contact_id, options.send_mail, options.send_sms, options.remind_at,
    )  # fmt: skip
    return id
