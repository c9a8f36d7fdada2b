"""Which lists there are, and what a new company finds in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListKind:
    """`used_by` ends « 12 … »; `defaults` fill a list that has no row yet: (label, data)."""

    key: str
    label: str
    one: str
    caption: str
    used_by: str
    defaults: tuple[tuple[str, dict[str, str]], ...] = ()


def _plain(*labels: str) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple((label, {}) for label in labels)


KINDS = {
    one.key: one
    for one in (
        ListKind("origin", "Origines des contacts", "une origine", "D’où viennent vos dossiers, et ce que cela coûte.",
                 "dossier"),
        ListKind("cancel_reason", "Motifs d’annulation", "un motif",
                 "Proposés à vous quand un dossier s’annule, au client quand il refuse un devis.", "dossier"),
        ListKind("contact_type", "Types de contact", "un type", "Chaque type suit l’un des formulaires de contact.",
                 "contact"),
        ListKind("network", "Réseaux d’agences", "un réseau", "Les agences d’un réseau comptent ensemble.", "agence"),
        ListKind("nature", "Natures de dossier", "une nature", "Ce pour quoi on diagnostique.", "dossier", (
            ("Vente", {"key": "sale"}), ("Location", {"key": "rental"}), ("Gestion", {"key": "management"}),
            ("Travaux", {"key": "works"}), ("Démolition", {"key": "demolition"}), ("Immeuble", {"key": "building"}),
            ("Autre", {"key": "other"}),
        )),
        ListKind("payment_means", "Moyens de paiement", "un moyen", "Proposés à l’encaissement.", "règlement", _plain(
            "Carte bancaire", "Virement", "Chèque", "Espèces", "Prélèvement", "Règlement chez le notaire",
        )),
        ListKind("missing_document", "Pièces à demander", "une pièce", "Ce que l’on réclame avant ou après la visite.",
                 "demande", _plain(
            "Plan du bien", "Titre de propriété", "Règlement de copropriété", "Diagnostics précédents",
            "Factures d’énergie", "Attestation d’entretien de la chaudière", "Dossier technique amiante",
            "Permis de construire", "Taxe foncière", "Clés ou moyen d’accès",
        )),
    )
}  # fmt: skip

BASES = {
    "particulier": "particulier", "agence immobiliere": "agence", "agence": "agence", "notaire": "notaire",
    "syndic": "syndic", "bailleur": "bailleur", "entreprise": "entreprise", "collectivite": "collectivite",
}  # fmt: skip
"""The form that a type of contact follows, by the folded label of a list written before it was asked."""
