"""The list of point 1: what the law asks, what the person ticked, what each costs alone (CREA-07)."""

from collections.abc import Sequence
from dataclasses import dataclass

from odissee.platform.money import Money
from odissee.tenants.catalogue import Diagnostic
from odissee.tenants.pricing import PriceContext, Tariff, UnitPrice, unit_price
from odissee.tenants.regulation import Requirement, Status, Verdict, catalogue


@dataclass(frozen=True, slots=True)
class Line:
    """One diagnostic of the company; `by_hand`: a person ticked or unticked it, and the context no longer moves it."""

    diagnostic: Diagnostic
    requirement: Requirement | None
    ticked: bool
    by_hand: bool
    price: Money | None
    minutes: int

    @property
    def code(self) -> str:
        return self.diagnostic.code

    @property
    def field(self) -> str:
        return f"d_{self.code}"

    @property
    def to_check(self) -> bool:
        return self.requirement is not None and self.requirement.verdict is Verdict.TO_CHECK

    @property
    def required(self) -> bool:
        return self.requirement is not None and self.requirement.verdict is Verdict.REQUIRED

    @property
    def unread(self) -> bool:
        """Its rule's own source was not read."""
        return self.requirement is not None and self.requirement.status is Status.TO_VERIFY

    @property
    def settled(self) -> bool:
        """The company itself answered where the law was to verify."""
        return self.requirement is not None and self.requirement.decision is not None

    @property
    def shown_first(self) -> bool:
        return self.ticked or self.required or self.to_check


def diagnostic_lines(
    offered: Sequence[Diagnostic],
    requirements: Sequence[Requirement],
    data: dict[str, str],
    context: PriceContext,
    tariff: Tariff,
) -> list[Line]:
    """The company's lines for this operation, in its order, and those ticked by hand whatever the operation."""
    by_code = {one.diagnostic: one for one in requirements}
    return [
        _line(one, by_code.get(one.code), data.get(f"d_{one.code}"), context, tariff)
        for one in offered
        if one.offered_for(context.transaction) or data.get(f"d_{one.code}")
    ]


def _line(
    one: Diagnostic, requirement: Requirement | None, typed: str | None, context: PriceContext, tariff: Tariff
) -> Line:
    required = requirement is not None and requirement.verdict is Verdict.REQUIRED
    ticked = required if typed is None else bool(typed)
    alone = unit_price(one.priced, context, tariff.rows)
    found = isinstance(alone, UnitPrice)
    return Line(
        one, requirement, ticked, typed is not None and ticked != required,
        alone.amount if isinstance(alone, UnitPrice) else None,
        alone.minutes if isinstance(alone, UnitPrice) and found else one.minutes,
    )  # fmt: skip


def not_offered(requirements: Sequence[Requirement], offered: Sequence[Diagnostic]) -> list[str]:
    """Diagnostics that the law asks for and that the company does not sell: the client is told by a person."""
    ours = {one.code for one in offered if one.active}
    known = catalogue()
    return [
        known[one.diagnostic].label
        for one in requirements
        if one.verdict is Verdict.REQUIRED
        and one.diagnostic not in ours
        and known[one.diagnostic].kind == "diagnostic"
    ]
