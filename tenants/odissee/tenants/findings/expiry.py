"""How long a finding holds, for a sale and for a rental, and what it obliges to next. Pure.

The rules count from the establishment of the report; without its date they count from the visit, which is never
later. Several conclusions hold as long as the shortest of them. What no rule describes is to check.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from odissee.tenants.regulation import Status, Term, Validity, validity, validity_rows

PURPOSES = {"sale": "Vente", "rental": "Location"}
RENTALS = ("rental", "management")
"""Natures of a dossier whose reports serve a rental; any other one serves a sale."""
ACTIONS = {
    "works_duty": "Travaux à la charge du propriétaire",
    "reevaluation": "Réévaluation de l’état de conservation",
    "dust_measure": "Mesure d’empoussièrement",
    "works_start": "Travaux à engager",
    "recommendation_EP": "Évaluation périodique",
    "recommendation_AC1": "Action corrective de premier niveau",
    "recommendation_AC2": "Action corrective de second niveau",
    "works_by_buyer": "Mise en conformité par l’acquéreur, dans l’année de l’acte",
}
ORDER = (Term.TO_CHECK, Term.NONE, Term.UNTIL, Term.UNLIMITED)


@dataclass(frozen=True, slots=True)
class NextAction:
    """What comes next, with its last day when the rule gives one."""

    code: str
    due: date | None

    @property
    def label(self) -> str:
        return ACTIONS.get(self.code, self.code)


@dataclass(frozen=True, slots=True)
class Expiry:
    """How long one finding holds for one purpose; `until` is the last valid day, `over` whether it is past."""

    purpose: str
    term: Term
    until: date | None
    actions: tuple[NextAction, ...]
    certain: bool
    why: str
    source: str
    over: bool = False

    @property
    def purpose_label(self) -> str:
        return PURPOSES[self.purpose]


@cache
def needs_conclusion(diagnostic: str) -> bool:
    """Whether the conclusion decides of the validity: lead and asbestos."""
    rows = [row for row in validity_rows() if row.diagnostic == diagnostic]
    always = [row for row in rows if not row.findings and row.kind is not Term.NONE]
    return any(row.findings for row in rows) and not always


def expiry(
    diagnostic: str, codes: Sequence[str], purpose: str, performed_on: date | None, established_on: date | None,
    on: date | None = None,
) -> Expiry | None:  # fmt: skip
    """The validity for one purpose; None while a date or the conclusion that decides of it is missing."""
    base = established_on or performed_on
    if base is None or (needs_conclusion(diagnostic) and not codes):
        return None
    visit = performed_on or base
    found = [validity(diagnostic, purpose, visit, base, code, on) for code in codes or (None,)]
    first = min(found, key=lambda one: (ORDER.index(one.term), one.valid_until or date.max))
    return Expiry(
        purpose, first.term, first.valid_until, _actions(found),
        all(one.certainty is Status.VERIFIED for one in found), first.why, first.source, first.holds is False,
    )  # fmt: skip


def _actions(found: Sequence[Validity]) -> tuple[NextAction, ...]:
    said = {one.next_action: one.next_due for one in found if one.next_action}
    return tuple(NextAction(code, due) for code, due in said.items())


def valid_until(
    diagnostic: str,
    codes: Sequence[str],
    purpose: str,
    performed_on: date | None,
    established_on: date | None,
) -> date | None:
    """The last day on which this finding holds for this purpose; None: unlimited, unknown or not computable yet."""
    found = expiry(diagnostic, codes, purpose, performed_on, established_on)
    return found.until if found is not None and found.term is Term.UNTIL else None


def both(
    diagnostic: str, codes: Sequence[str], performed_on: date | None, established_on: date | None, on: date
) -> tuple[Expiry, ...]:
    """One validity when sale and rental agree, two when they differ, none while something is missing."""
    found = [expiry(diagnostic, codes, purpose, performed_on, established_on, on) for purpose in PURPOSES]
    kept = [one for one in found if one is not None]
    if len(kept) == 2 and _same(*kept):
        return (kept[0],)
    return tuple(kept)


def _same(one: Expiry, other: Expiry) -> bool:
    return (one.term, one.until, one.actions) == (other.term, other.until, other.actions)
