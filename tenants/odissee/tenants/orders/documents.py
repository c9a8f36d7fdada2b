"""Documents to ask the client for: what the rules propose, what a person chose (CREA-33, decision A2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from odissee.tenants.regulation import Requirement, Verdict, catalogue

ASKABLE = ("DOC_BILLS", "DOC_COLLECTIVE_HEATING", "DOC_COPRO_RULES")
"""What a client can hand over; the papers that a notary gathers are not asked for here."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document of the rules; `by_hand`: a person ticked or unticked it, and the context no longer moves it."""

    code: str
    label: str
    requirement: Requirement
    ticked: bool
    by_hand: bool

    @property
    def field(self) -> str:
        return f"ask_{self.code}"

    @property
    def to_check(self) -> bool:
        return self.requirement.verdict is Verdict.TO_CHECK

    @property
    def proposed(self) -> bool:
        return self.requirement.verdict is Verdict.REQUIRED


def wanted_documents(requirements: Sequence[Requirement], data: dict[str, str]) -> list[Wanted]:
    """The documents of the rules, in their order: ticked when a rule asks for it, unless a person said otherwise."""
    known = catalogue()
    return [
        _wanted(known[one.diagnostic].label, one, data.get(f"ask_{one.diagnostic}"))
        for one in requirements
        if one.diagnostic in ASKABLE
    ]


def _wanted(label: str, requirement: Requirement, typed: str | None) -> Wanted:
    proposed = requirement.verdict is Verdict.REQUIRED
    ticked = proposed if typed is None else bool(typed)
    return Wanted(
        requirement.diagnostic, label, requirement, ticked, typed is not None and ticked != proposed
    )
