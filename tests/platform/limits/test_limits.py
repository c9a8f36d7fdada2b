"""Rate limits: counted apart, doubled for whoever insists, one company's flood blocks nobody else."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.errors import TooMany
from odissee.platform.limits import forgive, limit
from tests.companies import Company

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


async def attempt(*key: object) -> int:
    """Seconds to wait, 0 when the attempt may go on."""
    try:
        await limit(*key, count=3, seconds=60, block=30)
    except TooMany as error:
        return error.wait_seconds
    return 0


async def test_three_attempts_pass_and_the_fourth_waits(database: str) -> None:
    with clock.at(START):
        waits = [await attempt("porte", "trois") for _ in range(4)]
    assert waits == [0, 0, 0, 31]


async def test_the_wait_doubles_for_whoever_insists(database: str) -> None:
    waits, instant = [], START
    for _ in range(3):
        with clock.at(instant):
            await attempt("porte", "double")
    for _ in range(4):
        with clock.at(instant):
            wait = await attempt("porte", "double")
        waits.append(wait)
        instant += timedelta(seconds=wait)
    assert waits == [31, 61, 121, 241]


async def test_a_minute_of_quiet_wipes_the_slate(database: str) -> None:
    with clock.at(START):
        assert [await attempt("porte", "calme") for _ in range(3)] == [0, 0, 0]
    with clock.at(START + timedelta(seconds=61)):
        assert [await attempt("porte", "calme") for _ in range(3)] == [0, 0, 0]


async def test_the_wait_never_exceeds_an_hour(database: str) -> None:
    instant, longest = START, 0
    for _ in range(20):
        with clock.at(instant):
            wait = await attempt("porte", "heure")
        longest, instant = max(longest, wait), instant + timedelta(seconds=wait)
    assert longest == 3601


async def test_a_rollback_forgives_nothing(durand: Company) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with db.tenant(durand.tenant_id):
                await limit("porte", "retour", count=3, seconds=60)
                raise ZeroDivisionError
    with pytest.raises(TooMany):
        await limit("porte", "retour", count=3, seconds=60)


async def test_attempts_at_the_same_instant_all_count(database: str) -> None:
    waits = await asyncio.gather(*(attempt("porte", "ensemble") for _ in range(12)))
    assert sum(wait == 0 for wait in waits) == 3


async def test_more_requests_than_connections_still_get_their_turn(durand: Company) -> None:
    """Each holds a transaction and asks for one apart: with one pool for both this waits for ever."""

    async def request(n: int) -> None:
        async with db.tenant(durand.tenant_id) as tx:
            await tx.fetchval("select 1")
            await limit("porte", "foule", n, count=3, seconds=60)

    await asyncio.wait_for(asyncio.gather(*(request(n) for n in range(40))), timeout=20)


async def test_the_flood_at_morel_does_not_stop_durand(durand: Company, morel: Company) -> None:
    for _ in range(6):
        await attempt("login.company", morel.tenant_id)
    assert await attempt("login.company", morel.tenant_id) > 0
    assert await attempt("login.company", durand.tenant_id) == 0


async def test_who_proves_their_identity_starts_afresh(database: str) -> None:
    for _ in range(5):
        await attempt("porte", "Sophie")
    await forgive("porte", "Sophie")
    assert await attempt("porte", "Sophie") == 0


async def test_the_table_names_nobody(database: str) -> None:
    await limit("login.account", "sophie.martin@durand.example", count=3, seconds=60)
    async with db.commons() as tx:
        rows = await tx.fetch("select key::text as key from rate_bucket")
    assert rows and all("sophie" not in bytes.fromhex(row["key"][2:]).decode("latin-1") for row in rows)
