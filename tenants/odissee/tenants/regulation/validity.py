from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import msgspec

from .facts_catalogue import DATA
from .period import add_months, last_valid_day
from .rule import Status


class Term(StrEnum):
    """`NONE`: worth nothing for this purpose, or no term at all; `TO_CHECK`: the law is not known well enough."""

    UNTIL = "until"
    UNLIMITED = "unlimited"
    NONE = "none"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class ValidityRow:
    """One dated row: `established_from` and `established_to` bound the day on which the report was established."""

    diagnostic: str
    why: str
    source: str
    status: Status
    kind: Term = Term.UNTIL
    purposes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    established_from: date = date.min
    established_to: date = date.max
    months: int | None = None
    until: date | None = None
    next_action: str | None = None
    next_months: int | None = None

    def fits(self, diagnostic: str, purpose: str, finding: str | None, established_on: date) -> bool:
        return (
            self.diagnostic == diagnostic
            and (not self.purposes or purpose in self.purposes)
            and (not self.findings or finding in self.findings)
            and self.established_from <= established_on <= self.established_to
        )


@dataclass(frozen=True, slots=True)
class Validity:
    """How long one report holds for one purpose; the same report has another validity for another purpose.

    `valid_until` is the last valid day. `tolerated_until` is the anniversary, where other conventions end.
    `next_due` counts from the establishment; the law may count from the hand-over.
    `holds` says whether it holds on the day asked; None when that cannot be said.
    """

    term: Term
    valid_until: date | None
    tolerated_until: date | None
    next_action: str | None
    next_due: date | None
    certainty: Status
    source: str
    why: str
    holds: bool | None


@cache
def validity_rows() -> tuple[ValidityRow, ...]:
    """Every row of the bundled table, for the page « Réglementation »."""
    text = (DATA / "validity.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, tuple[ValidityRow, ...]])["row"]


def validity(
    diagnostic: str,
    purpose: str,
    visit_on: date,
    established_on: date,
    finding: str | None = None,
    on_date: date | None = None,
) -> Validity:
    """The validity of a report, counted from its establishment, never from the visit. Pure.

    What no row describes (an unknown finding, a purpose without a line) is to check, never unlimited.
    """
    row = next(
        (row for row in validity_rows() if row.fits(diagnostic, purpose, finding, established_on)), None
    )
    if row is None or established_on < visit_on:
        return _unknown(row, established_on < visit_on)
    until = row.until or (last_valid_day(established_on, row.months) if row.months else None)
    anniversary = add_months(established_on, row.months) if row.months else None
    return Validity(
        term=row.kind,
        valid_until=until,
        tolerated_until=anniversary if anniversary != until else None,
        next_action=row.next_action,
        next_due=add_months(established_on, row.next_months) if row.next_months else None,
        certainty=row.status,
        source=row.source,
        why=row.why,
        holds=_holds(row.kind, until, established_on, on_date),
    )


def _unknown(row: ValidityRow | None, before_visit: bool) -> Validity:
    why = "Ce cas n’est pas décrit\u00a0: à vérifier"
    if before_visit:
        why = "Le rapport est établi avant la visite\u00a0: vérifiez les deux dates"
    source = row.source if row else "Aucune ligne"
    return Validity(Term.TO_CHECK, None, None, None, None, Status.TO_VERIFY, source, why, None)


def _holds(kind: Term, until: date | None, established_on: date, on_date: date | None) -> bool | None:
    if on_date is None or kind is Term.TO_CHECK:
        return None
    if kind is Term.NONE or on_date < established_on:
        return False
    return until is None or on_date <= until
