"""Jobs: one key, one effect, whatever the order of deaths; each company in its turn."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.errors import OdisseeError, OutsideFailure
from odissee.platform.jobs import HANDLERS, Job, OtherBody, Replay, enqueue, enqueue_many, once
from odissee.platform.jobs.claim import ATTEMPTS, run_job
from odissee.platform.jobs.relay import PER_COMPANY, publish_due
from odissee.platform.settings import settings
from tests.companies import Company


async def note(tx: TenantTransaction, job: Job) -> None:
    await tx.execute("insert into setting (key, value) values ($1, '1')", f"effect:{job.payload['key']}")


async def stumble(tx: TenantTransaction, job: Job) -> None:
    await note(tx, job)
    if job.attempt < job.payload["until"]:
        raise OutsideFailure


async def refuse(tx: TenantTransaction, job: Job) -> None:
    raise OdisseeError("L’adresse est refusée.")


HANDLERS.update({"test.note": note, "test.stumble": stumble, "test.refuse": refuse})


async def effects(company: Company, key: str) -> int:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchval("select count(*) from setting where key = $1", f"effect:{key}")


async def row(company: Company, id: UUID) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow("select * from job where id = $1", id)


async def asked(company: Company, kind: str, key: str, **payload: Any) -> UUID:
    async with db.tenant(company.tenant_id) as tx:
        return await enqueue(tx, kind, {"key": key, **payload}, f"test:{key}")


async def test_a_job_runs_once_however_often_it_is_published(durand: Company) -> None:
    id = await asked(durand, "test.note", "once")
    await asyncio.gather(*(run_job(durand.tenant_id, id) for _ in range(8)))
    assert (await effects(durand, "once"), (await row(durand, id))["state"]) == (1, "done")


async def test_the_same_key_asks_for_one_job(durand: Company) -> None:
    first = await asked(durand, "test.note", "same")
    second = await asked(durand, "test.note", "same")
    assert await row(durand, first) and await row(durand, second) is None


async def test_what_is_rolled_back_asked_for_nothing(durand: Company) -> None:
    with pytest.raises(ZeroDivisionError):
        async with db.tenant(durand.tenant_id) as tx:
            id = await enqueue(tx, "test.note", {"key": "never"}, "test:never")
            raise ZeroDivisionError
    assert await row(durand, id) is None


async def test_a_failure_leaves_no_half_effect_and_comes_back_later(durand: Company) -> None:
    id = await asked(durand, "test.stumble", "twice", until=2)
    await run_job(durand.tenant_id, id)
    waiting = await row(durand, id)
    assert (await effects(durand, "twice"), waiting["state"]) == (0, "ready")
    assert waiting["not_before"] > clock.now()
    with clock.at(clock.now() + timedelta(minutes=20)):
        await run_job(durand.tenant_id, id)
    assert (await effects(durand, "twice"), (await row(durand, id))["state"]) == (1, "done")


async def test_a_permanent_error_stops_at_once_and_says_why(durand: Company) -> None:
    id = await asked(durand, "test.refuse", "refused")
    await run_job(durand.tenant_id, id)
    dead = await row(durand, id)
    assert (dead["state"], dead["attempts"], dead["last_error"]) == ("dead", 1, "L’adresse est refusée.")


async def test_a_job_that_always_fails_ends_visible(durand: Company) -> None:
    id = await asked(durand, "test.stumble", "always", until=99)
    for hours in range(ATTEMPTS):
        with clock.at(clock.now() + timedelta(hours=hours + 1)):
            await run_job(durand.tenant_id, id)
    assert (await row(durand, id))["state"] == "dead"


async def test_a_worker_that_dies_loses_its_lease_and_another_finishes(durand: Company) -> None:
    id = await asked(durand, "test.note", "orphan")
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            "update job set state = 'running', lease_by = $2, lease_until = $3 where id = $1",
            id, new_id(), clock.now() + timedelta(seconds=30),
        )  # fmt: skip
    await run_job(durand.tenant_id, id)
    assert await effects(durand, "orphan") == 0
    with clock.at(clock.now() + timedelta(minutes=2)):
        await run_job(durand.tenant_id, id)
    assert await effects(durand, "orphan") == 1


async def test_morel_cannot_run_durands_job(durand: Company, morel: Company) -> None:
    id = await asked(durand, "test.note", "foreign")
    await run_job(morel.tenant_id, id)
    assert (await row(durand, id))["state"] == "ready"


@pytest.fixture
async def queue(database: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(settings().relay_url)
    yield connection
    await connection.close()


async def test_ten_thousand_jobs_of_one_company_leave_room_for_another(
    queue: Any, durand: Company, morel: Company
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await enqueue_many(tx, "test.note", [(f"flood:{n}", {"key": f"flood{n}"}) for n in range(10_000)])
    lone = await asked(morel, "test.note", "lone")
    published: list[tuple[str, str]] = []

    async def publish(tenant: str, job: str) -> None:
        published.append((tenant, job))

    while await publish_due(queue, publish):
        pass
    ours = [job for tenant, job in published if tenant == str(durand.tenant_id)]
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("delete from job where dedup_key like 'flood:%'")
    assert str(lone) in {job for _, job in published}
    assert len(ours) <= PER_COMPANY


async def test_the_relay_reads_ids_and_dates_only_even_under_a_companys_name(
    queue: Any, durand: Company
) -> None:
    await queue.execute("select set_config('app.tenant', $1, false)", str(durand.tenant_id))
    for column in ("payload", "dedup_key", "last_error"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await queue.fetch(f"select {column} from job")  # noqa: S608 - names from the line above
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await queue.fetch("select * from contact")


async def test_the_same_message_gets_the_same_answer_and_another_body_is_refused(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        assert await once(tx, "test", "k1", b"body", {"id": 7}) is None
        assert await once(tx, "test", "k1", b"body") == Replay({"id": 7})
        with pytest.raises(OtherBody):
            await once(tx, "test", "k1", b"other")
