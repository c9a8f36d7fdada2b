"""The engine against cases that were reasoned by hand from the texts."""

from collections import Counter
from datetime import date

import pytest

from odissee.tenants.regulation import RuleBook, Status, dpe_label, required, validity

from .oracle import accepted, context_of, diagnostics, rows

pytestmark = pytest.mark.quick
CERTAINTY = {Status.VERIFIED: "S", Status.TO_VERIFY: "K"}


@pytest.mark.feature("CREA-07")
@pytest.mark.parametrize("row", rows("cases.csv"), ids=lambda row: row["id"])
def test_a_file_gets_the_verdicts_reasoned_by_hand(row: dict[str, str]) -> None:
    found = required(context_of(row), date.fromisoformat(row["on_date"]), RuleBook.bundled())
    verdicts = {each.diagnostic: each.verdict.value for each in found}
    soft = accepted(row)
    wrong = {
        code: (verdicts[code], row[code])
        for code in diagnostics(row)
        if verdicts[code] not in {row[code]} | soft.get(code, set())
    }
    assert not wrong


def test_the_oracle_is_whole_and_every_soft_cell_gets_its_preferred_answer() -> None:
    cells: Counter[str] = Counter()
    for row in rows("cases.csv"):
        found = required(context_of(row), date.fromisoformat(row["on_date"]), RuleBook.bundled())
        verdicts = {each.diagnostic: each.verdict.value for each in found}
        for code in diagnostics(row):
            cells["soft" if code in accepted(row) else "hard", verdicts[code] == row[code]] += 1  # type: ignore[index]
    assert cells == {("hard", True): 1349, ("soft", True): 151}


@pytest.mark.feature("OUR-01")
@pytest.mark.parametrize("row", rows("validity.csv"), ids=lambda row: row["id"])
def test_a_report_holds_as_long_as_reasoned_by_hand(row: dict[str, str]) -> None:
    days = [date.fromisoformat(row[name]) for name in ("visit_on", "established_on")]
    found = validity(row["diagnostic"], row["purpose"], days[0], days[1], row["finding"])
    assert str(found.valid_until or found.term) == row["valid_until"]
    assert str(found.tolerated_until or "") == row["tolerated_until"]
    assert (found.next_action or "") == row["next_action"]
    assert str(found.next_due or "") == row["next_due"]
    assert CERTAINTY[found.certainty] == row["certainty"]


@pytest.mark.parametrize("row", rows("labels.csv"), ids=lambda row: row["id"])
def test_a_dpe_bears_the_letters_reasoned_by_hand(row: dict[str, str]) -> None:
    sref, energy, ges, altitude = (float(row[name]) for name in ("sref", "ep", "ges", "altitude"))
    found = dpe_label(sref, energy, ges, altitude, row["climate_zone"], date.fromisoformat(row["on_date"]))
    assert (found.energy, found.ges, found.label) == (row["energy_letter"], row["ges_letter"], row["label"])
    assert found.certain
