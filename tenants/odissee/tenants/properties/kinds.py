"""The closed lists of a property: stored key → French words."""

PROPERTY_TYPES = {
    "house": "maison",
    "flat": "appartement",
    "building": "immeuble",
    "commercial": "local professionnel",
    "land": "terrain",
    "annex": "dépendance",
}

ANNEX_KINDS = {
    "cellar": "cave",
    "garage": "garage",
    "parking": "place de stationnement",
    "attic": "grenier",
    "outbuilding": "remise",
    "veranda": "véranda",
    "pool": "piscine",
    "other": "autre dépendance",
}
