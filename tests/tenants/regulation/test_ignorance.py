"""The guard of the whole engine: knowing less never makes a diagnostic disappear.

Exactly: on one day, for a plausible file (see `contexts.plausible`), blanking one field leaves each verdict as it was
or moves it to « to check ». One kind of row departs from it, on purpose: an unsure exemption that « stands » counts
only while its facts are known to hold, so that losing them gives back the plain obligation (to check → required).
No blanking, of any field, ever leads to « not required ».
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from odissee.tenants.regulation import Context, Period, RuleBook, Verdict, required
from odissee.tenants.regulation.clauses import Clause
from odissee.tenants.regulation.conditions import AllOf, Condition
from odissee.tenants.regulation.facts import Facts

from .contexts import (
    ALL_FIELDS,
    blanked,
    contexts,
    days,
    field_names,
    plausible,
    plausible_contexts,
    strange_contexts,
)
from .oracle import context_of, rows

pytestmark = pytest.mark.quick
BOOK = RuleBook.bundled()
FIRM = RuleBook([rule for rule in BOOK.rules if not rule.stands_if_unknown])
# The last one only where an exemption « stands » and is lost.
ALLOWED = (
    [Verdict.REQUIRED, Verdict.TO_CHECK],
    [Verdict.NOT_REQUIRED, Verdict.TO_CHECK],
    [Verdict.TO_CHECK, Verdict.REQUIRED],
)
type Pair = tuple[Context, str, date]
pairs = st.tuples(plausible_contexts, field_names, days)


def moves(pair: Pair, book: RuleBook) -> Iterator[tuple[str, Verdict, Verdict]]:
    context, name, on_date = pair
    knowing, ignoring = required(context, on_date, book), required(blanked(context, name), on_date, book)
    for before, after in zip(knowing, ignoring, strict=True):
        if before.verdict is not after.verdict:
            yield before.diagnostic, before.verdict, after.verdict


@settings(max_examples=150, deadline=None)
@given(strange_contexts, st.dates(date(1990, 1, 1)))
def test_no_context_however_strange_breaks_the_engine(context: Context, on_date: date) -> None:
    for each in required(context, on_date, BOOK):
        assert each.why and each.source
        assert (each.verdict is Verdict.TO_CHECK) == bool(each.questions)


@settings(max_examples=150, deadline=None)
@given(pairs)
def test_knowing_less_only_moves_towards_to_check(pair: Pair) -> None:
    assert plausible(pair[0])
    assert all(after is Verdict.TO_CHECK for _, _, after in moves(pair, FIRM))
    assert all(move in ALLOWED for _, *move in moves(pair, BOOK))


@pytest.mark.parametrize("row", rows("cases.csv"), ids=lambda row: row["id"])
def test_in_the_cases_reasoned_by_hand_too_whatever_is_blanked(row: dict[str, str]) -> None:
    context, on_date = context_of(row), date.fromisoformat(row["on_date"])
    names = [name for name in ALL_FIELDS if plausible(context) or name not in ("permit_on", "built_year")]
    assert all(move in ALLOWED for name in names for _, *move in moves((context, name, on_date), BOOK))


def test_nothing_known_is_everything_to_check() -> None:
    assert {each.verdict for each in required(Context(), date(2026, 11, 24), BOOK)} == {Verdict.TO_CHECK}


@settings(max_examples=50, deadline=None)
@given(contexts, days)
def test_a_contradiction_is_worth_no_date_at_all(context: Context, on_date: date) -> None:
    torn = replace(context, permit_on=Period.year(2004), built_year=1935)
    silent = replace(context, permit_on=None, built_year=None)
    verdicts = [[each.verdict for each in required(each, on_date, BOOK)] for each in (torn, silent)]
    assert verdicts[0] == verdicts[1]


@dataclass(frozen=True)
class TwoValued:
    """The fault to be caught: « I do not know » read as « no »."""

    part: Condition

    def evaluate(self, facts: Facts) -> bool:
        return bool(self.part.evaluate(facts))

    def blame(self, facts: Facts) -> Iterator[Clause]:
        return self.part.blame(facts)

    def words(self) -> str:
        return self.part.words()


def test_the_guard_catches_an_engine_that_reads_ignorance_as_no() -> None:
    hasty = RuleBook(
        [replace(rule, when=AllOf([TwoValued(part) for part in rule.when.parts])) for rule in BOOK.rules]
    )
    quick = settings(max_examples=3000, deadline=None, phases=[Phase.generate])  # any counter-example will do
    context, name, on_date = find(pairs, lambda pair: _loses_a_duty(pair, hasty), settings=quick)
    assert not _loses_a_duty((context, name, on_date), BOOK)


def _loses_a_duty(pair: Pair, book: RuleBook) -> bool:
    return any(after is Verdict.NOT_REQUIRED for _, _, after in moves(pair, book))
