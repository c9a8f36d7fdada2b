"""What each role sees in the space and who may order there (SET-19): dated choices of the company."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.tenants.dossiers import Role

KEY = "portal"
THINGS = {"reports": "Rapports", "quotes": "Devis", "price": "Montant", "invoices": "Facture"}
BUYERS = {"agency": "Agences", "pro": "Autres professionnels", "private": "Particuliers"}
ALL = frozenset(THINGS)
DEFAULT_SEES: Mapping[Role, frozenset[str]] = {
    Role.REQUESTER: ALL,
    Role.PRINCIPAL: ALL,
    Role.PAYER: ALL,
    Role.PRESCRIBER: frozenset({"reports", "quotes"}),
    Role.OWNER: frozenset({"reports", "quotes"}),
    Role.PROPERTY_MANAGER: frozenset({"reports"}),
    Role.NOTARY: frozenset({"reports"}),
    Role.BUYER: frozenset({"reports"}),
    Role.OCCUPANT: frozenset(),
}
"""An occupant is told of a visit; what it found is the owner's affair."""
NEWEST = "select value from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1"


@dataclass(frozen=True, slots=True)
class PortalOptions:
    """`sees`: role → things of `THINGS`; `orders`: kinds of clients of `BUYERS` who may order online."""

    sees: Mapping[Role, frozenset[str]] = field(default_factory=lambda: dict(DEFAULT_SEES))
    orders: frozenset[str] = frozenset(BUYERS)

    def visible(self, roles: Iterable[str]) -> frozenset[str]:
        """Everything that at least one of these roles sees."""
        return frozenset().union(*(self.sees.get(Role(role), frozenset()) for role in roles))

    def may_order(self, contact: Any) -> bool:
        """Whether this client may order, ask and renew online. Being called back is always possible."""
        return buyer_kind(contact) in self.orders

    def as_json(self) -> dict[str, Any]:
        return {
            "sees": {role.value: sorted(things) for role, things in self.sees.items()},
            "orders": sorted(self.orders),
        }


def buyer_kind(contact: Any) -> str:
    """Which of `BUYERS` a contact is."""
    if contact["type"] == "agence":
        return "agency"
    return "pro" if contact["kind"] == "pro" else "private"


def read_options(value: Any) -> PortalOptions:
    """Stored JSON as options; a role or a thing that is missing or unknown is as by default."""
    if not value:
        return PortalOptions()
    told = value.get("sees", {})
    sees = {role: frozenset(told[role]) & ALL if role in told else DEFAULT_SEES[role] for role in Role}
    return PortalOptions(sees, frozenset(value.get("orders", BUYERS)) & frozenset(BUYERS))


async def options_of(tx: TenantTransaction) -> PortalOptions:
    """As they stand now."""
    return read_options(await tx.fetchval(NEWEST, KEY, clock.now()))


async def choose(tx: TenantTransaction, options: PortalOptions) -> Entry | None:
    """Keep a new choice beside the older ones; returns the entry for undo, None when nothing changes."""
    before = await options_of(tx)
    if before == options:
        return None
    await _write(tx, options.as_json())
    return record(
        tx, "setting", tx.tenant, "portal.options", before=before.as_json(), after=options.as_json()
    )


async def _write(tx: TenantTransaction, value: dict[str, Any]) -> None:
    await tx.execute(
        "insert into setting (key, value, valid_from) values ($1, $2, $3)", KEY, value, clock.now()
    )


@reversible("portal.options", "company.settings")
async def options_back(tx: TenantTransaction, entry: Any) -> None:
    """The choices before, unless others were made since."""
    if (await options_of(tx)).as_json() != entry["after"]:
        raise NothingToUndo
    await _write(tx, entry["before"])
