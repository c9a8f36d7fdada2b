"""Lock 1: there is no query outside a company's transaction, and no way into two companies at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from piccolo.engine.exceptions import TransactionError

from odissee.platform.db import NoTenant, db
from odissee.platform.db.engine import StrongRole, refuse_strong_role
from odissee.platform.tenancy import Tenant
from tests.companies import Company


async def test_durand_reads_its_own_rows_inside_its_transaction(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        assert await tx.fetchval("select count(*) from site") == 1


@pytest.mark.parametrize(
    "query",
    [
        lambda: Tenant.select(),
        lambda: Tenant.count(),
        lambda: Tenant.raw("select 1"),
        lambda: Tenant.exists(),
        lambda: Tenant.objects().first(),
        lambda: Tenant.update({Tenant.name: "x"}, force=True),
        lambda: Tenant.delete(force=True),
        lambda: Tenant(slug="zzz", name="z").save(),
        lambda: db.run_ddl("create table x ()"),
        lambda: db.batch(None),
        lambda: db.get_new_connection(),
    ],
)
async def test_nothing_runs_outside_a_transaction(database: str, query: Callable[[], Awaitable[Any]]) -> None:
    with pytest.raises(NoTenant):
        await query()


async def test_the_commons_see_no_company_row(durand: Company) -> None:
    async with db.commons() as tx:
        assert await tx.fetchval("select count(*) from site") == 0
        assert await tx.fetchval("select count(*) from tenant") >= 1


async def test_a_second_company_cannot_be_opened_inside_the_first(durand: Company, morel: Company) -> None:
    async with db.tenant(durand.tenant_id):
        with pytest.raises(TransactionError):
            db.tenant(morel.tenant_id)


async def test_a_transaction_inherited_by_a_task_is_closed_with_its_owner(durand: Company) -> None:
    async def late() -> None:
        await asyncio.sleep(0.05)
        await Tenant.select()

    async with db.tenant(durand.tenant_id):
        task = asyncio.create_task(late())
    with pytest.raises(NoTenant):
        await task


async def test_a_swallowed_error_does_not_pass_for_a_commit(durand: Company) -> None:
    with pytest.raises(TransactionError):
        async with db.tenant(durand.tenant_id) as tx:
            with pytest.raises(asyncpg.UndefinedTableError):
                await tx.execute("select * from nowhere")


async def test_failed_commits_leak_no_connection(durand: Company) -> None:
    for _ in range(30):
        with pytest.raises(TransactionError):
            async with db.tenant(durand.tenant_id) as tx:
                with pytest.raises(asyncpg.UndefinedTableError):
                    await tx.execute("select * from nowhere")
    assert db.pool is not None
    assert db.pool.get_idle_size() == db.pool.get_size()


async def test_the_program_refuses_a_role_that_could_pass_the_policies(database: str) -> None:
    class AsOwner:
        def __init__(self, connection: Any) -> None:
            self.fetchrow = connection.fetchrow

    owner = await asyncpg.connect(database)
    with pytest.raises(StrongRole):
        await refuse_strong_role(AsOwner(owner))  # type: ignore[arg-type]
    await owner.close()
