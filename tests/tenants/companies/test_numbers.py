"""Numbers of quotes: readable, without gap, never twice."""

import asyncio
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.platform.db import db
from odissee.platform.fields import FieldError
from odissee.tenants.companies import next_number, parse_series
from odissee.tenants.companies.numbers import number_of
from tests.companies import Company

TODAY = date(2026, 11, 25)
PREFIXES = st.text("ABCdef19/._-", max_size=6)
HOLES = st.sampled_from(["", "{AAAA}", "{AA}", "{AAAA}-{MM}"])
FORMATS = st.builds(
    lambda prefix, hole, zeros: f"{prefix}{hole}-{{{'0' * zeros}}}", PREFIXES, HOLES, st.integers(1, 6)
)


@pytest.mark.quick
@given(first=FORMATS, second=FORMATS, n=st.integers(1, 99_999), m=st.integers(1, 99_999))
def test_two_formats_meet_only_when_they_share_their_counter(first: str, second: str, n: int, m: int) -> None:
    one, other = (
        number_of(parse_series(first), TODAY, n),
        number_of(parse_series(second), TODAY, m),
    )
    if one == other:
        from odissee.tenants.companies.numbers import prefix_of

        assert prefix_of(first, TODAY) == prefix_of(second, TODAY)
        assert n == m


@pytest.mark.quick
@given(series=FORMATS, n=st.integers(1, 10**9))
def test_a_number_tells_its_rank(series: str, n: int) -> None:
    printed = number_of(parse_series(series), TODAY, n)
    assert int(printed.rpartition("-")[2]) == n
    assert "{" not in printed


@pytest.mark.quick
@pytest.mark.parametrize(
    "typed",
    ["D-{AAAA}", "{0000}-D", "D{0000}", "{AAAA}{0000}", "D-{0}-{00}", "D-{JJ}-{0000}", "D-é-{0000}", ""],
)
def test_a_format_that_could_give_the_same_number_twice_is_refused(typed: str) -> None:
    with pytest.raises(FieldError, match=r"\."):
        parse_series(typed)


async def test_fifty_people_at_once_get_fifty_numbers_in_a_row(morel: Company) -> None:
    async def take() -> str:
        async with db.tenant(morel.tenant_id) as tx:
            return await next_number(tx, "R-{AAAA}-{0000}", TODAY)

    numbers = await asyncio.gather(*(take() for _ in range(50)))
    assert sorted(numbers) == [f"R-2026-{n:04d}" for n in range(1, 51)]


async def test_a_number_taken_by_a_quote_that_failed_serves_the_next_one(morel: Company) -> None:
    with pytest.raises(RuntimeError):
        async with db.tenant(morel.tenant_id) as tx:
            assert await next_number(tx, "X-{0000}", TODAY) == "X-0001"
            raise RuntimeError
    async with db.tenant(morel.tenant_id) as tx:
        assert await next_number(tx, "X-{0000}", TODAY) == "X-0001"


async def test_the_counter_starts_again_with_the_year(morel: Company) -> None:
    async with db.tenant(morel.tenant_id) as tx:
        assert await next_number(tx, "Y-{AA}-{000}", TODAY) == "Y-26-001"
        assert await next_number(tx, "Y-{AA}-{000}", date(2027, 1, 2)) == "Y-27-001"
        assert await next_number(tx, "Y-{AA}-{000}", date(2027, 1, 3)) == "Y-27-002"


async def test_each_company_counts_for_itself(durand: Company, morel: Company) -> None:
    for company in (durand, morel):
        async with db.tenant(company.tenant_id) as tx:
            assert await next_number(tx, "Z-{0}", TODAY) == "Z-1"
