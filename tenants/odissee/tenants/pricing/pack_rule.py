from enum import StrEnum


class PackRule(StrEnum):
    """Which price is proposed when a pack matches."""

    BEST_PRICE = "best_price"
    PACK_FIRST = "pack_first"

    @property
    def label(self) -> str:
        """The words of the settings screen."""
        return {"best_price": "Le meilleur prix pour le client", "pack_first": "Le pack d’abord"}[self]
