"""What can be ordered: modes (CREA-01), their operations, and how law and prices call each."""

from dataclasses import dataclass

from odissee.tenants.properties import PROPERTY_TYPES
from odissee.tenants.regulation import PropertyType, Transaction

MODES = {
    "ddt": "Vente, location, gestion",
    "works": "Travaux, démolition",
    "building": "Bâtiment",
    "other": "Autre",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One choice of « Transaction ». `nature` is the dossier's; `law` None: no rule of law speaks of it."""

    key: str
    label: str
    mode: str
    nature: str
    law: Transaction | None

    @property
    def price_key(self) -> str:
        """The transaction of price rows."""
        return self.law.value if self.law else ""


T = Transaction
OPERATIONS = {
    one.key: one
    for one in (
        Operation("sale", "Vente", "ddt", "sale", T.SALE),
        Operation("rental", "Location", "ddt", "rental", T.RENTAL),
        Operation("management", "Gestion", "ddt", "management", T.RENTAL),
        Operation("seasonal_rental", "Location saisonnière", "ddt", "rental", T.SEASONAL_RENTAL),
        Operation("commercial_sale", "Vente d’un local", "ddt", "sale", T.COMMERCIAL_SALE),
        Operation("commercial_rental", "Location d’un local", "ddt", "rental", T.COMMERCIAL_RENTAL),
        Operation("works", "Travaux", "works", "works", T.WORKS),
        Operation("demolition", "Démolition", "works", "demolition", T.DEMOLITION),
        Operation("common_parts", "Parties communes", "building", "building", T.COMMON_PARTS),
        Operation("other", "Autre mission", "other", "other", None),
    )
}


def operations_of(mode: str) -> list[Operation]:
    """The choices of a mode, the usual one first; the quick mode has those of the first one."""
    return [one for one in OPERATIONS.values() if one.mode == ("ddt" if mode == "quick" else mode)]


def operation_of(mode: str, key: str) -> Operation:
    """The chosen operation; the usual one of the mode when the choice belongs to another."""
    choices = operations_of(mode)
    return next((one for one in choices if one.key == key), choices[0])


def law_type(operation: Operation, key: str) -> PropertyType | None:
    """The property as the rules and the prices call it; None when nobody has said."""
    if key == "building":
        return PropertyType.COMMON_PARTS if operation.law is T.COMMON_PARTS else PropertyType.WHOLE_BUILDING
    return PropertyType(key) if key in PROPERTY_TYPES else None
