"""DOSS-15, 29, 31: what a contact sees of a report, the whole matrix."""

from itertools import product
from uuid import UUID

import pytest

from odissee.tenants.documents import Access, Lock, Reader, Report, Sight, access, sight
from odissee.tenants.dossiers import Role
from odissee.tenants.dossiers.contacts import READERS

pytestmark = [pytest.mark.quick, pytest.mark.feature("DOSS-29")]
ANNE, OTHER = UUID(int=1), UUID(int=2)
DPE, LEAD = UUID(int=11), UUID(int=12)
LOCKS = {
    "none": (), "all for all": (Lock(),), "all for her": (Lock(None, ANNE),), "all for another": (Lock(None, OTHER),),
    "this for all": (Lock(DPE),), "this for her": (Lock(DPE, ANNE),), "this for another": (Lock(DPE, OTHER),),
    "another for all": (Lock(LEAD),), "another for her": (Lock(LEAD, ANNE),),
}  # fmt: skip
HOLD_HER_DPE = {"all for all", "all for her", "this for all", "this for her"}
HOLD_HER_SOMEWHERE = HOLD_HER_DPE | {"another for all", "another for her"}
STATES = {
    "current": Report(DPE),
    "replaced": Report(DPE, superseded=True),
    "in the bin": Report(DPE, trashed=True),
}


def expected(given: bool, state: str, locks: str, flag: bool) -> Sight:
    """The rule again, said as a person would."""
    if state != "current" or not given:
        return Sight.HIDDEN
    return Sight.LOCKED if locks in HOLD_HER_DPE and not flag else Sight.OPEN


def test_every_cell() -> None:
    """The role gives access when it is given; afterwards only the access counts."""
    cells, wrong = list(product(Role, (True, False), STATES, LOCKS, (True, False))), []
    for role, by_hand, state, locks, flag in cells:
        given = by_hand or role in READERS
        seen = sight(Reader(ANNE, given, flag), STATES[state], LOCKS[locks])
        if seen is not expected(given, state, locks, flag):
            wrong.append((role, by_hand, state, locks, flag, seen))
    assert wrong == [] and len(cells) == 9 * 2 * 3 * 9 * 2


def test_the_four_states() -> None:
    both, wrong = (Report(DPE), Report(LEAD)), []
    for given, locks, flag in product((True, False), LOCKS, (True, False)):
        held = locks in HOLD_HER_SOMEWHERE and not flag
        wanted = {(True, False): Access.OPEN, (True, True): Access.BLOCKED, (False, True): Access.NONE_BLOCKED,
                  (False, False): Access.NONE}[given, held]  # fmt: skip
        if access(Reader(ANNE, given, flag), both, LOCKS[locks]) is not wanted:
            wrong.append((given, locks, flag))
    assert wrong == []


def test_reports_to_come_are_blocked_too() -> None:
    assert access(Reader(ANNE, True), (), (Lock(),)) is Access.BLOCKED
    assert access(Reader(ANNE, True), (Report(LEAD),), (Lock(DPE),)) is Access.OPEN


def test_each_state_has_its_own_icon_and_words() -> None:
    assert len({state.value for state in Access}) == len({state.label for state in Access}) == 4
