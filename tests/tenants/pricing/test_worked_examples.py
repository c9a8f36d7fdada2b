import pytest

from odissee.tenants.pricing.worked_examples import WorkedExample, worked_examples

pytestmark = pytest.mark.quick


@pytest.mark.parametrize("example", worked_examples(), ids=lambda example: example.title)
def test_the_price_is_the_one_worked_out_by_hand(example: WorkedExample) -> None:
    totals = example.totals()
    expected = example.expected
    assert (totals.gross, totals.discount) == (expected.gross, expected.discount)
    assert (totals.excl, totals.vat, totals.incl) == (expected.excl, expected.vat, expected.incl)
    assert totals.minutes == expected.minutes
    if expected.proposed is not None:
        assert example.choices().proposed.mode is expected.proposed
