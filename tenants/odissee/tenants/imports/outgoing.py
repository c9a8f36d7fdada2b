"""The book going out, as it can come in again: same headings, same words (CASE-039, TEN-07)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.contacts import TYPES, Filters, contacts_matching

COLUMNS = (
    "Type de contact", "Civilité", "Nom", "Prénom", "Organisation", "Interlocuteur", "Courriel", "Mobile", "Téléphone fixe",
    "Adresse", "Complément d’adresse", "Code postal", "Ville", "SIRET", "Numéro de TVA", "IBAN", "Site internet", "RCS",
    "Référence", "Réseau", "Compte principal", "Remise systématique", "Ne jamais bloquer les rapports",
    "Prévenir des rendez-vous", "Note interne",
)  # fmt: skip


async def rows_out(tx: TenantTransaction, filters: Filters) -> list[list[Any]]:
    """Every contact that the list shows with these filters, all pages together, in its order."""
    return list(_rows(await contacts_matching(tx, filters)))


def _rows(found: list[Any]) -> Iterator[list[Any]]:
    for one in found:
        pro = one["kind"] == "pro"
        yield [
            TYPES[one["type"]].label if one["type"] in TYPES else one["type"], one["civility"],
            "" if pro else one["last_name"], one["first_name"], one["last_name"] if pro else "", one["person_name"],
            one["email"], one["mobile"], one["phone"], one["address"], one["complement"], one["postcode"], one["city"],
            one["siret"] or one["siren"], one["vat_number"], one["iban"], one["website"], one["rcs"], one["client_ref"],
            one["network"] or "", one["parent"] or "",
            Decimal(one["discount_bp"]) / 100 if one["discount_bp"] else None,
            one["never_lock_reports"], one["notify_on_appointment"], one["note"],
        ]  # fmt: skip
