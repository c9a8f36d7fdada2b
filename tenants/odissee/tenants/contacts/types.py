"""What a contact is, and which fields its form shows (CONT-02)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactType:
    """`kind` is private or pro, None when it must be asked: a landlord may be either."""

    key: str
    label: str
    plural: str
    icon: str
    kind: str | None

    def kind_of(self, said: str) -> str:
        return self.kind or (said if said in KINDS else "private")


KINDS = {"private": "Particulier", "pro": "Professionnel"}

TYPES = {
    one.key: one
    for one in (
        ContactType("particulier", "Particulier", "Particuliers", "user", "private"),
        ContactType("agence", "Agence", "Agences", "building-2", "pro"),
        ContactType("notaire", "Notaire", "Notaires", "scale", "pro"),
        ContactType("syndic", "Syndic", "Syndics", "users", "pro"),
        ContactType("bailleur", "Bailleur", "Bailleurs", "key-round", None),
        ContactType("entreprise", "Entreprise", "Entreprises", "briefcase", "pro"),
        ContactType("collectivite", "Collectivité", "Collectivités", "landmark", "pro"),
    )
}

CIVILITIES = ("Mme", "M.", "Mme et M.", "Maître", "Indivision", "Succession")


def type_of(key: str) -> ContactType:
    """The type of a stored or typed key; an unknown one is a private person."""
    return TYPES.get(key, TYPES["particulier"])
