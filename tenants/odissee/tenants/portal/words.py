"""A dossier in the words of its client."""

from odissee.tenants.dossiers import DossierStatus

S = DossierStatus
STATUS_WORDS = {
    S.TO_PROSPECT: "Demande reçue",
    S.TO_QUOTE: "Devis en préparation",
    S.PRE_ORDER: "Demande reçue",
    S.QUOTED: "Devis envoyé",
    S.TO_SCHEDULE: "Rendez-vous à fixer",
    S.SCHEDULED: "Visite prévue",
    S.VISITED: "Visite faite",
    S.LAB_PENDING: "Analyse en cours",
    S.INCOMPLETE: "Document attendu",
    S.FINALIZED: "Terminé",
    S.CANCELLED: "Annulé",
}
NEXT_WORDS = {
    S.TO_PROSPECT: "Nous revenons vers vous.",
    S.TO_QUOTE: "Nous préparons votre devis.",
    S.PRE_ORDER: "Nous relisons votre demande et revenons vers vous.",
    S.QUOTED: "Le devis attend une réponse.",
    S.TO_SCHEDULE: "Nous vous proposons un rendez-vous.",
    S.SCHEDULED: "Préparez les clés et les documents demandés.",
    S.VISITED: "Les rapports sont en cours de rédaction.",
    S.LAB_PENDING: "Les prélèvements sont au laboratoire.",
    S.INCOMPLETE: "Il manque un document pour terminer.",
    S.FINALIZED: "Tout est terminé.",
    S.CANCELLED: "Ce dossier est annulé.",
}
"""What happens next, in one sentence."""
KIND_WORDS = {
    "order": "Commande",
    "quote": "Demande de devis",
    "renewal": "Renouvellement",
    "callback": "Demande de rappel",
}
"""The four requests of LIST-10."""
