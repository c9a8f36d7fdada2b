"""What the style guide shows: invented, and only for the eye."""

STATUSES = [
    ("a-prospecter", "À prospecter"),
    ("a-deviser", "À deviser"),
    ("precommande", "Précommande"),
    ("devis", "Devis"),
    ("a-planifier", "À planifier"),
    ("planifie", "Planifié"),
    ("intervenu", "Intervenu"),
    ("analyse", "Analyse"),
    ("incomplet", "Incomplet"),
    ("finalise", "Finalisé"),
    ("annule", "Annulé"),
]
COLOURS = [
    ("canvas", "fond de page, menu"), ("surface", "fond de contenu"), ("sunken", "creux, en-tête"),
    ("raised", "menus, boutons"), ("line", "filets"), ("line-2", "bords"), ("control", "bords de champs, 3:1"),
    ("text", "texte"), ("text-2", "texte second"), ("text-3", "légendes, 4,5:1"),
    ("accent", "action, dérivé de --brand"), ("accent-bg", "sélection"), ("info", "information"),
    ("success", "réussite"), ("warning", "à faire"), ("danger", "bloqué, erreur"),
]  # fmt: skip
SECTIONS = [
    ("couleurs", "Couleurs"),
    ("type", "Caractères"),
    ("boutons", "Boutons"),
    ("champs", "Champs"),
    ("statuts", "Statuts et étiquettes"),
    ("tableaux", "Tableaux et filtres"),
    ("cartes", "Cartes"),
    ("etats", "Vide, chargement, erreur, lecture seule"),
    ("avis", "Avis"),
    ("surfaces", "Messages, menus, dialogues"),
    ("commande", "Commande"),
    ("icones", "Icônes"),
]
STEPS = [
    {
        "label": "Mission et tarif",
        "detail": "7 diagnostics",
        "href": "#commande",
        "done": True,
        "current": True,
    },
    {"label": "Demandeur", "detail": "Ossau Immobilier", "href": "#commande", "done": True, "current": False},
    {
        "label": "Bien",
        "detail": "8 rue Bargoin, 64000 Pau",
        "href": "#commande",
        "done": True,
        "current": False,
    },
    {"label": "Interlocuteurs", "detail": "Facultatif", "href": "#commande", "done": False, "current": False},
    {
        "label": "Planning",
        "detail": "Aucun créneau choisi",
        "href": "#commande",
        "done": False,
        "current": False,
    },
]
HISTORY = [
    {"day": "Aujourd’hui"},
    {"icon": "signature", "tone": "info", "text": "Ordre de mission signé", "detail": "Inès · 10 h 52"},
    {"icon": "credit-card", "tone": "ok", "text": "Acompte de 136,80 € reçu par carte", "detail": "18 h 21"},
    {"icon": "mail", "tone": "bad", "text": "Courriel non remis à l’étude", "detail": "Sophie · 9 h 02"},
    {"icon": "message-square", "tone": "", "text": "SMS de rappel reçu", "detail": "Automatique · 8 h 30"},
]
BRANDS = ["#14608f", "#0f6b4f", "#8c2f39", "#c98a00", "#5b3fa0", "#222222"]
