"""Every dossier under the filters, all pages together, as the columns of a table that goes out."""

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.lifecycle import DossierStatus
from odissee.tenants.dossiers.listing.filters import INVOICING, NATURES, Filters
from odissee.tenants.dossiers.listing.query import all_ids, parameters

HEADINGS = (
    "N°", "Réf. interne", "Statut", "Nature", "Propriétaire", "Prescripteur", "Ville", "Création", "RDV", "Technicien",
    "Rapports", "Téléchargements", "Devis", "Facture", "Échelons payés", "Échelons", "Tarif", "Montant", "Origine",
    "Motif d’annulation", "Urgent",
)  # fmt: skip
MOST = 100_000
ROWS = """
select d.*, s.first_name || ' ' || s.last_name as technician
  from unnest($1::uuid[]) with ordinality asked (id, place) join dossier d on d.id = asked.id
  left join staff_member s on s.id = d.technician_id order by asked.place"""
REPORTS = {"none": "aucun", "open": "ouverts", "locked": "bloqués", "downloaded": "téléchargés"}
QUOTES = {"none": "", "waiting": "attendu", "accepted": "accepté", "refused": "refusé"}


async def dossiers_out(tx: TenantTransaction, actor: Actor, filters: Filters, zone: str) -> list[list[Any]]:
    """The rows under `HEADINGS`, urgent ones first then the latest; only what the person may see."""
    values = await parameters(tx, actor, filters, zone)
    ids = await all_ids(tx, values, filters, MOST)
    return [_row(row, ZoneInfo(zone)) for row in await tx.fetch(ROWS, ids)]


async def how_many(tx: TenantTransaction, actor: Actor, filters: Filters, zone: str) -> int:
    """What the export would hold."""
    return len(await all_ids(tx, await parameters(tx, actor, filters, zone), filters, MOST))


def _row(d: Any, zone: ZoneInfo) -> list[Any]:
    return [
        d["number"], d["internal_ref"], DossierStatus(d["status"]).label, NATURES.get(d["nature"], ""), d["owner_name"],
        d["prescriber_name"], d["city"], _day(d["created_at"], zone), _hour(d["appointment_at"], zone), d["technician"] or "",
        REPORTS.get(d["report_state"], ""), d["downloads"], QUOTES.get(d["quote_state"], ""),
        INVOICING.get(d["invoice_state"], "").lower(), d["instalments_paid"], d["instalments_total"],
        _euros(d["invoiced_cents"]), _euros(d["amount_cents"]), d["origin"], d["cancel_reason"] or "",
        d["urgent_at"] is not None,
    ]  # fmt: skip


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def _day(instant: Any, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%d/%m/%Y") if instant else ""


def _hour(instant: Any, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%d/%m/%Y %H:%M") if instant else ""
