"""The demonstration is loaded once, holds every invariant, and is removed without trace."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest

from odissee.app import demo
from odissee.app.invariants import scan
from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.db.engine import prepare
from odissee.platform.identity import email_hash
from odissee.platform.identity.passwords import check_password
from odissee.tenants.dossiers import DossierStatus, refresh
from odissee.tenants.regulation import Verdict
from tests.companies import Company

HERE = tuple(replace(one, slug=f"{one.slug}-demo", name=f"{one.name} d’essai") for one in demo.COMPANIES)
TODAY = datetime(2026, 11, 25, 9, tzinfo=UTC)
MANY = 160
TABLES = """select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1"""


async def administrator(database: str) -> Any:
    """Sees the rows of every company, which no role of the program does."""
    from tests.servers import running_servers

    return await asyncpg.connect(running_servers().postgres.url("postgres", database.rpartition("/")[2]))


async def counts(database: str) -> dict[str, int]:
    connection = await administrator(database)
    try:
        names = [row[0] for row in await connection.fetch(TABLES)]
        return {name: await connection.fetchval(f'select count(*) from "{name}"') for name in names}  # noqa: S608 - catalogue
    finally:
        await connection.close()


@pytest.fixture(scope="module")
async def loaded(database: str, durand: Company, morel: Company) -> AsyncIterator[dict[str, int]]:
    """What every table held before; the demonstration is gone again after the module."""
    before = await counts(database)
    with clock.at(TODAY):
        await demo.load(MANY, companies=HERE)
    yield before
    await demo.remove(HERE)


async def test_both_companies_have_dossiers_in_every_status(loaded: dict[str, int]) -> None:
    seen: set[str] = set()
    for company in HERE:
        async with db.tenant(company.tenant_id) as tx:
            found = await tx.fetch("select status, count(*) as n from dossier group by status")
            assert sum(row["n"] for row in found) == round(MANY * company.share)
            seen |= {row["status"] for row in found}
    assert seen == {status.value for status in DossierStatus}


async def test_every_invariant_holds_on_it(loaded: dict[str, int]) -> None:
    results = await scan(os.environ["DATABASE_OWNER_URL"])
    names = [company.name for company in HERE]
    assert not [
        text for one in results for text in one.breaches if text.startswith(tuple(names)) and " : " in text
    ]
    assert sum(one.looked_at for one in results) > MANY * 10


async def test_a_second_load_changes_nothing(loaded: dict[str, int], database: str) -> None:
    held = await counts(database)
    await demo.load(MANY, companies=HERE)
    assert await counts(database) == held


async def test_the_list_and_the_search_are_what_the_product_would_have_written(
    loaded: dict[str, int],
) -> None:
    """`refresh` computes a dossier's row and search rows again: nothing moves."""
    look = """select to_jsonb(d) as row, to_jsonb(c) as card, array(select text from search_document s where s.id = d.id) as text
                from dossier d join search_card c on c.id = d.id order by d.id"""
    async with db.tenant(HERE[0].tenant_id) as tx:
        before = await tx.fetch(look)
        for row in before[:40]:
            await refresh(tx, row["card"]["id"])
        after = await tx.fetch(look)
    for old, new in zip(before, after, strict=True):
        assert (old["row"], old["card"]) == (new["row"], new["card"])
        assert sorted(" ".join(old["text"]).split()) == sorted(" ".join(new["text"]).split())


async def test_each_diagnostic_says_why_it_is_asked_for_and_where_it_is_written(
    loaded: dict[str, int],
) -> None:
    async with db.tenant(HERE[0].tenant_id) as tx:
        rows = await tx.fetch("select * from dossier_service where verdict = $1", Verdict.REQUIRED.value)
    assert len(rows) > MANY and all(row["why"] and row["source"] for row in rows)


async def test_sophie_enters_with_the_password_that_is_printed(loaded: dict[str, int]) -> None:
    line = next(row for row in demo.LOGINS if "sophie" in row[2])
    mail = line[2].replace("@durand.", "@durand-demo.")
    password = demo.LOGINS[-1][1].partition("  ")[0]
    async with db.commons() as tx:
        stored = await tx.fetchval("select password_hash from login where email_hash = $1", email_hash(mail))
    assert check_password(password, stored)


def test_each_profile_is_printed_once() -> None:
    profiles = [row[0] for row in demo.LOGINS[1:-1]]
    assert len(profiles) == len(set(profiles)) == 10
    assert all("{port}" in row[1] for row in demo.LOGINS[1:-1])


async def test_the_same_seed_makes_the_same_company(loaded: dict[str, int], database: str) -> None:
    look = "select number, status, owner_name, city, amount_cents, created_at from dossier order by number"
    async with db.tenant(HERE[1].tenant_id) as tx:
        first = await tx.fetch(look)
    again = replace(HERE[1], name="Encore")
    await demo.remove([again])
    with clock.at(TODAY):
        await demo.load(MANY, companies=[again])
    async with db.tenant(again.tenant_id) as tx:
        assert await tx.fetch(look) == first


async def test_a_stranger_s_slug_is_refused_and_nothing_is_written(
    loaded: dict[str, int], database: str, durand: Company
) -> None:
    held = await counts(database)
    with pytest.raises(demo.SlugTaken, match="durand"):
        await demo.load(10, companies=[demo.DURAND])
    assert await counts(database) == held


async def test_removing_leaves_no_row_of_it_and_all_of_the_others(
    loaded: dict[str, int], database: str
) -> None:
    connection = await administrator(database)
    await prepare(connection)
    await demo.remove(HERE)
    after = await counts(database)
    assert {name: n for name, n in after.items() if n != loaded[name]} == {}
    assert await connection.fetchval("select count(*) from tenant where slug in ('durand', 'morel')") == 2
    await connection.close()
