"""Values as people say them, and the names of the fields."""

from typing import Any

FIELDS = {
    "transaction": "Transaction", "property_type": "Type de bien", "rooms": "Pièces", "surface_m2": "Surface",
    "land_m2": "Terrain", "built_year": "Construction", "built_period": "Période de construction",
    "permit_year": "Permis de construire", "extension_year": "Extension", "heating": "Chauffage", "gas": "Gaz",
    "gas_age": "Gaz de plus de 15 ans", "gas_year": "Année du gaz", "electricity_age": "Électricité de plus de 15 ans",
    "electricity_year": "Année de l’électricité", "boiler_year": "Année de la chaudière", "sewer": "Assainissement",
    "co_owned": "Copropriété", "furnished": "Location meublée", "occupied": "Occupation", "lots": "Nombre de lots",
    "lot": "Lot", "floor": "Étage", "door": "Porte ou code", "access": "Accès", "building_name": "Immeuble",
    "address_street": "Adresse", "postcode": "Code postal", "city": "Ville", "keys": "Clés",
    "requester_name": "Demandeur", "requester_kind": "Qualité du demandeur", "requester_phone": "Téléphone du demandeur",
    "requester_mail": "Mail du demandeur", "agency": "Agence", "organisation": "Organisme", "owner": "Propriétaire",
    "owner_phone": "Téléphone du propriétaire", "owner_mail": "Mail du propriétaire", "owner_address": "Adresse du propriétaire",
    "occupant": "Occupant", "occupant_phone": "Téléphone de l’occupant", "occupant_mail": "Mail de l’occupant",
    "notary": "Notaire", "notary_phone": "Téléphone du notaire", "notary_mail": "Mail du notaire",
    "other_phone": "Autre téléphone", "sender_address": "Adresse de l’expéditeur", "diagnostics": "Diagnostics demandés",
    "desired_date": "Visite souhaitée", "deadline": "À faire avant", "reference": "Référence", "urgency": "Urgent",
    "price_asked": "Prix demandé", "call_time": "Quand appeler", "works": "Travaux", "contact_for_visit": "Rendez-vous à fixer avec",
}  # fmt: skip
_YES = {"yes": "oui", "no": "non"}
_WORDS = {
    "transaction": {
        "sale": "vente", "rental": "location", "seasonal_rental": "location saisonnière", "commercial_sale": "vente d’un local",
        "commercial_rental": "location d’un local", "works": "travaux", "demolition": "démolition", "common_parts": "parties communes",
    },
    "property_type": {
        "house": "maison", "flat": "appartement", "building": "immeuble", "commercial": "local professionnel", "land": "terrain",
    },
    "heating": {
        "individual_gas": "gaz individuel", "individual_electric": "électrique individuel", "individual_oil": "fioul individuel",
        "heat_pump": "pompe à chaleur", "collective": "collectif", "district": "réseau de chaleur", "wood": "bois", "none": "aucun",
    },
    "sewer": {"public": "tout-à-l’égout", "individual": "non collectif"},
    "gas": {"none": "pas de gaz"},
    "gas_age": {"over_15": "oui", "under_15": "non"}, "electricity_age": {"over_15": "oui", "under_15": "non"},
    "keys": {
        "lockbox": "boîte à clés", "caretaker": "chez le gardien", "notary": "chez le notaire", "agency": "à l’agence",
        "neighbour": "chez le voisin", "occupant": "chez l’occupant", "owner": "chez le propriétaire", "syndic": "chez le syndic",
        "mairie": "à la mairie",
    },
    "requester_kind": {
        "notary": "notaire", "syndic": "syndic", "public_body": "collectivité", "works_company": "entreprise de travaux",
        "agency": "agence", "private": "particulier",
    },
    "contact_for_visit": {"occupant": "l’occupant", "agency": "l’agence", "owner": "le propriétaire"},
    "co_owned": _YES, "furnished": _YES, "urgency": _YES, "price_asked": _YES, "occupied": {"yes": "occupé", "no": "libre"},
}  # fmt: skip


def said(name: str, value: Any) -> str:
    """A value in French: « maison », « gaz individuel »; what has no list is said as it is."""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _WORDS.get(name, {}).get(str(value), str(value))
