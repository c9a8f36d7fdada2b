"""Locks 2 and 3 at work: Morel never reads, changes or refers to a row of Durand's."""

import asyncpg
import pytest

from odissee.platform.db import db, new_id
from tests.companies import Company


async def _contact(company: Company, name: str):  # type: ignore[no-untyped-def]
    id = new_id()
    async with db.tenant(company.tenant_id) as tx:
        await tx.execute("insert into contact (id, last_name) values ($1, $2)", id, name)
    return id


async def test_morel_does_not_see_durands_contact(durand: Company, morel: Company) -> None:
    albert = await _contact(durand, "Albert")
    async with db.tenant(morel.tenant_id) as tx:
        assert await tx.fetchrow("select * from contact where id = $1", albert) is None
        assert await tx.execute("update contact set last_name = 'x' where id = $1", albert) == "UPDATE 0"
        assert await tx.execute("delete from contact where id = $1", albert) == "DELETE 0"


async def test_morel_cannot_write_a_row_for_durand(durand: Company, morel: Company) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.tenant(morel.tenant_id) as tx:
            await tx.execute(
                "insert into contact (tenant_id, id, last_name) values ($1, $2, 'x')",
                durand.tenant_id,
                new_id(),
            )


async def test_morel_cannot_refer_to_durands_contact(durand: Company, morel: Company) -> None:
    albert = await _contact(durand, "Albert")
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with db.tenant(morel.tenant_id) as tx:
            await tx.execute(
                "insert into contact (id, last_name, parent_id) values ($1, 'x', $2)", new_id(), albert
            )


async def test_with_the_policy_off_the_wall_falls(database: str, durand: Company, morel: Company) -> None:
    """The guard shown able to fail: without its policy the same reading finds Durand's contact."""
    albert = await _contact(durand, "Albert sans mur")
    owner = await asyncpg.connect(database)
    await owner.execute("create policy hole on contact using (true)")
    try:
        async with db.tenant(morel.tenant_id) as tx:
            assert (
                await tx.fetchval("select last_name from contact where id = $1", albert) == "Albert sans mur"
            )
    finally:
        await owner.execute("drop policy hole on contact")
        await owner.close()


async def test_without_the_company_in_the_key_the_wall_falls(
    database: str, durand: Company, morel: Company
) -> None:
    """A plain foreign key ignores row-level security: why every key begins with tenant_id."""
    albert = await _contact(durand, "Albert")
    owner = await asyncpg.connect(database)
    await owner.execute("select set_config('app.tenant', $1, false)", str(durand.tenant_id))
    await owner.execute("create table plain (tenant_id uuid not null, id uuid primary key, contact_id uuid)")
    await owner.execute("create unique index plain_target on contact (id)")
    await owner.execute("alter table plain add foreign key (contact_id) references contact (id)")
    await owner.execute("select company_table('plain')")
    try:
        async with db.tenant(morel.tenant_id) as tx:
            await tx.execute("insert into plain (id, contact_id) values ($1, $2)", new_id(), albert)
    finally:
        await owner.execute("drop table plain")
        await owner.execute("drop index plain_target")
        await owner.close()
