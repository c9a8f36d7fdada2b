"""What happened to a contact, in words."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import ago

LAST = """select verb, at, actor_name, after from journal_entry
           where subject_kind = 'contact' and (subject_id = $1 or subject_id in (select id from contact where merged_into = $1))
           order by seq desc limit $2"""

VERBS = {
    "contact.created": ("plus", "Fiche créée"),
    "contact.updated": ("pen-line", "Fiche modifiée"),
    "contact.trashed": ("trash-2", "Mis à la corbeille"),
    "contact.restored": ("rotate-ccw", "Sorti de la corbeille"),
    "contact.merged": ("merge", "Réuni avec une autre fiche"),
    "contact.imported": ("upload", "Fiche créée par import"),
    "contact.completed": ("upload", "Fiche complétée par import"),
    "contact.access_granted": ("folder-open", "Accès donné à des dossiers"),
    "contact.logo_changed": ("image", "Logo changé"),
    "contact.consent": ("shield-check", "Accord ou opposition noté"),
}
FIELDS = {
    "type": "type", "civility": "civilité", "first_name": "prénom", "last_name": "nom", "person_name": "interlocuteur",
    "email": "courriel", "phone": "téléphone", "mobile": "mobile", "address": "adresse", "complement": "complément",
    "postcode": "code postal", "city": "ville", "siret": "SIRET", "siren": "SIREN", "vat_number": "numéro de TVA",
    "client_ref": "référence", "parent_id": "compte principal", "network_id": "réseau", "discount_bp": "remise",
    "discount_comment": "motif de la remise", "never_lock_reports": "blocage des rapports",
    "notify_on_appointment": "avis de rendez-vous", "note": "note", "website": "site internet", "rcs": "RCS",
    "iban": "IBAN", "logo_file_id": "logo", "sales_rep_id": "commercial en charge", "type_value_id": "type", "kind": "nature",
}  # fmt: skip


async def history_of(
    tx: TenantTransaction, contact_id: UUID, zone: str, limit: int = 20
) -> list[dict[str, Any]]:
    """Entries for the macro `timeline`, the latest first; those of the sheets that were merged into it as well."""
    return [_entry(row, zone) for row in await tx.fetch(LAST, contact_id, limit)]


def _entry(row: Any, zone: str) -> dict[str, Any]:
    verb, undone = row["verb"].removesuffix(".undone"), row["verb"].endswith(".undone")
    icon, words = VERBS.get(verb, ("history", "Fiche touchée"))
    changed = (
        [FIELDS[name] for name in row["after"] or () if name in FIELDS] if verb == "contact.updated" else []
    )
    text = f"{words} : {', '.join(dict.fromkeys(changed))}" if changed else words
    if undone:
        icon, text = "undo-2", f"Annulé : {text[0].lower()}{text[1:]}"
    return {
        "icon": icon, "tone": "", "text": text,
        "detail": f"{row['actor_name']} · {ago(row['at'], clock.now(), zone)}",
    }  # fmt: skip
