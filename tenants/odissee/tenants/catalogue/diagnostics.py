"""The diagnostics that a company offers: those of the rules of law, as it names, times and orders them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.money import BasisPoints
from odissee.tenants.pricing import PricedItem

LIST = "select * from diagnostic order by position, label"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One line of the catalogue. `vat` is the mainland rate; no `transactions` means all of them.

    `certification` is the domain that its technician must hold (`staff.certified`), empty when none is asked; `mention`: « avec mention ».
    """

    id: UUID
    code: str
    label: str
    short_label: str
    minutes: int
    vat: BasisPoints
    position: int
    active: bool
    transactions: frozenset[str] = frozenset()
    machine: bool = False
    certification: str = ""
    mention: bool = False

    def offered_for(self, transaction: str) -> bool:
        """Whether the company offers it for this transaction."""
        return self.active and (not self.transactions or transaction in self.transactions)

    @property
    def priced(self) -> PricedItem:
        """What the arithmetic of prices needs of it."""
        return PricedItem(self.code, self.short_label, self.vat, self.minutes)


async def diagnostics_of(tx: TenantTransaction) -> list[Diagnostic]:
    """The whole catalogue in its order, hidden lines included."""
    return [_diagnostic(row) for row in await tx.fetch(LIST)]


def _diagnostic(row: Any) -> Diagnostic:
    return Diagnostic(
        row["id"], row["code"], row["label"], row["short_label"], row["minutes"], row["vat_bp"], row["position"],
        row["hidden_at"] is None, frozenset(row["transactions"]), row["machine"], row["certification"], row["mention"],
    )  # fmt: skip
