"""The lists that a new company starts with; it edits them on the settings page of lists."""

from odissee.platform.db import TenantTransaction, new_id

LISTS: dict[str, tuple[str, ...]] = {
    "origin": (
        "Prescripteur professionnel", "Ancien client", "Bouche à oreille", "Recherche sur Internet",
        "Site de la société", "Annuaire", "Publicité", "Autre",
    ),
    "cancel_reason": (
        "Prix trop élevé", "Délai trop long", "Confié à un confrère", "Vente ou location abandonnée",
        "Diagnostics encore valables", "Sans réponse", "Doublon", "Autre",
    ),
    "contact_type": (
        "Particulier", "Agence immobilière", "Notaire", "Syndic", "Bailleur", "Entreprise",
        "Collectivité", "Laboratoire", "Autre professionnel",
    ),
}  # fmt: skip


async def add_default_lists(tx: TenantTransaction) -> None:
    """Write each list once; a label already there stays as it is."""
    await tx.executemany(
        """insert into list_value (id, list, label, position) values ($1, $2, $3, $4)
           on conflict (tenant_id, list, label) do nothing""",
        [(new_id(), name, label, place) for name, labels in LISTS.items() for place, label in enumerate(labels)],
    )  # fmt: skip
