"""The fields of the five points: which page shows them, and how they are named to people."""

import re

POINTS = {
    "mission": "Mission et tarif",
    "demandeur": "Demandeur",
    "bien": "Bien",
    "interlocuteurs": "Interlocuteurs",
    "planning": "Planning",
}
LONGEST = 4_000
MOST_FIELDS = 400

LABELS = {
    "transaction": "Transaction", "type": "Type de bien", "surface": "Surface", "rooms": "Pièces",
    "dependencies": "Dépendances", "built_year": "Construction", "permit_on": "Permis de construire",
    "heating": "Chauffage", "gas": "Gaz de plus de 15 ans", "electricity": "Électricité de plus de 15 ans",
    "co_owned": "Copropriété", "sewer": "Assainissement", "dpe_letter": "Classe du DPE",
    "termites": "Zone de termites", "origin": "Origine", "use": "Usage", "mono_ownership": "Monopropriété",
    "furnished": "Location meublée", "lots": "Nombre de lots", "floor_area": "Surface de plancher",
    "erp_zone": "Zone de risques", "peb_zone": "Plan d’exposition au bruit", "merule_zone": "Zone de mérule",
    "change_of_use_zone": "Changement d’usage", "previous": "Certificat existant", "samples": "Prélèvements",
    "travel_km": "Distance facturée", "price": "Prix", "price_amount": "Montant saisi",
    "discount_kind": "Remise en % ou en €", "discount_value": "Remise", "discount_comment": "Commentaire de remise",
    "discount_reason": "Motif de la remise à l’agence", "site": "Site",
    "requester_id": "Demandeur", "requester_name": "Demandeur", "requester_is_prescriber": "Demandeur prescripteur",
    "requester_is_owner": "Demandeur propriétaire", "requester_occupies": "Demandeur occupant",
    "requester_pays": "Demandeur payeur", "prescriber_id": "Prescripteur", "prescriber_name": "Prescripteur",
    "payer_id": "Payeur", "payer_name": "Payeur", "owner_id": "Propriétaire", "owner_name": "Propriétaire",
    "occupant_id": "Occupant", "occupant_name": "Occupant", "address": "Adresse", "complement": "Complément",
    "postcode": "Code postal", "city": "Ville", "floor": "Étage", "door": "Porte ou code", "lot": "Lot",
    "parcel": "Parcelle", "access_notes": "Informations pour le technicien", "new_id": "Contact à ajouter",
    "new_name": "Contact à ajouter", "new_role": "Rôle", "urgent": "Urgent", "access": "Accès",
    "keys_place": "Où prendre les clés", "companion": "Accompagnateur", "payment_on_site": "Règlement sur place",
    "visit_date": "Date du rendez-vous", "visit_hour": "Heure du rendez-vous", "visit_minutes": "Durée sur place",
    "visit_staff": "Technicien", "internal_ref": "Référence interne",
    "remind_date": "Date de relance", "remind_hour": "Heure de relance",
    "quick_amount": "Montant facturé", "quick_paid": "Règlement", "quick_warn": "Prévenir le demandeur",
    "private_comment": "Commentaire privé", "public_comment": "Commentaire public",
}  # fmt: skip
MATCH = ("typed_address", "insee", "lat", "lon", "match_label", "match_kind", "match_score")
ADDRESS = ("address", "complement", "postcode", "city", *MATCH)
BOXES = {
    "mission": (),
    "demandeur": ("requester_is_prescriber", "requester_is_owner", "requester_occupies", "requester_pays"),
    "bien": (),
    "interlocuteurs": (),
    "planning": ("urgent", "payment_on_site"),
    "rapide": (
        "requester_is_prescriber",
        "requester_is_owner",
        "requester_occupies",
        "requester_pays",
        "quick_warn",
    ),
}
"""Fields that a browser leaves out when they are not ticked."""
_MANY = re.compile(
    r"(d|ask)_[A-Z][A-Z0-9_]{1,39}|annex_\d{1,2}_(kind|lot|surface|skip)|person_\d{1,2}_(id|name|role)"
)


def known(name: str) -> bool:
    """Whether a draft keeps a field of this name; the rest of a form (tokens, buttons) is not kept."""
    return name in LABELS or name in MATCH or bool(_MANY.fullmatch(name))


def label_of(name: str) -> str:
    """The field as its page names it."""
    if name.startswith("d_"):
        return "Diagnostic coché"
    if name.startswith("ask_"):
        return "Document à demander"
    if name.startswith("annex_"):
        return "Dépendance"
    return LABELS.get(name, "Interlocuteur" if name.startswith("person_") else "Adresse")


_PLANNING = ("urgent", "access", "keys_place", "companion", "payment_on_site", "internal_ref")
_PROPERTY = (*ADDRESS, "floor", "door", "lot", "parcel", "access_notes")


def point_of(name: str) -> str:
    """The page that shows a field, where its fault is mended."""
    if name in _PLANNING or name.startswith(("visit_", "ask_")):
        return "planning"
    if name in _PROPERTY or name.startswith(("annex_", "owner_", "occupant_")):
        return "bien"
    if name.startswith(("requester_", "prescriber_", "payer_")):
        return "demandeur"
    return "interlocuteurs" if name.startswith(("new_", "person_")) else "mission"
