"""Twenty messages with what a person reads in them: every stated field, and nothing that is not stated."""

from pathlib import Path
from typing import Any

import pytest

from tests.tenants.orders.reading.judge import cases, faults

pytestmark = pytest.mark.quick
MAILS = Path(__file__).parent / "mails"


@pytest.mark.feature("OUR-15")
@pytest.mark.parametrize("case", cases(MAILS), ids=lambda case: case["file"])
def test_every_stated_field_is_read_and_every_absent_one_stays_empty(case: dict[str, Any]) -> None:
    assert faults((MAILS / case["file"]).read_bytes(), case) == []


def test_the_judge_sees_a_guess() -> None:
    case = {"fields": {"surface_m2": {"value": "62", "source": "62 m²"}}, "absent": ["city"]}
    assert faults("T3 de 62 m² à vendre à Pau", case) == ["guessed city = 'Pau' from 'Pau'"]
    assert faults("T3 de 63 m² à vendre", case) == ["surface_m2 is '63', wanted '62'"]
