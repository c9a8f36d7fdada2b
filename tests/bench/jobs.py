"""From the commit that asks to the start of the job, by a real worker; and the patience of a small company beside a big one."""

import asyncio
from typing import Any
from uuid import UUID

from odissee.app.demo.seeded import demo_id
from odissee.platform.db import db, new_id
from odissee.platform.jobs import enqueue, enqueue_many
from tests.bench._stack import at, stack

N, MANY = 200, 10_000
BUDGETS = {"start_p50_ms": 20.0, "other_company_ms": 2_000.0}
WAITED = """select extract(epoch from started_at - created_at)::float8 from job where id = any($1) and started_at is not null"""
ADD = "insert into tenant (id, slug, name) values ($1, $2, $2) on conflict do nothing"


async def run() -> dict[str, Any]:
    async with stack("jobs") as running:
        big, small = await _company("grande"), await _company("petite")
        await running.start_worker()
        started = await _one_by_one(small)
        other, rate = await _beside_many(big, small)
    figures = {
        "start_p50_ms": at(started, 0.5), "start_p95_ms": at(started, 0.95), "start_p99_ms": at(started, 0.99),
        "other_company_ms": round(other * 1000, 1), "jobs_of_the_big_one": MANY, "jobs_per_second": round(rate, 1),
    }  # fmt: skip
    within = all(figures[name] <= most for name, most in BUDGETS.items())
    return {"bench": "jobs", "n": N, "figures": figures, "budgets": BUDGETS, "within": within}


async def _company(slug: str) -> UUID:
    tenant = demo_id(f"bench:{slug}")
    async with db.commons() as tx:
        await tx.execute(ADD, tenant, f"bench-{slug}")
    return tenant


async def _ask(tenant: UUID) -> UUID:
    async with db.tenant(tenant) as tx:
        asked = await enqueue(tx, "kernel.ping", {}, f"ping:{new_id()}")
    return asked  # noqa: RET504 - a transaction may swallow nothing, which mypy cannot know


async def _waited(tenant: UUID, ids: list[UUID], seconds: float = 30) -> list[float]:
    """Seconds from insertion to start, by the database's own clock, once all have started."""
    for _ in range(int(seconds * 20)):
        async with db.tenant(tenant) as tx:
            found = [row[0] for row in await tx.fetch(WAITED, ids)]
        if len(found) == len(ids):
            return sorted(found)
        await asyncio.sleep(0.05)
    raise TimeoutError(f"{len(ids) - len(found)} jobs have not started")


async def _one_by_one(tenant: UUID) -> list[float]:
    """A quiet installation: each asks when the one before has ended."""
    for _ in range(10):
        await _waited(tenant, [await _ask(tenant)])
    times = []
    for _ in range(N):
        times += await _waited(tenant, [await _ask(tenant)])
        await asyncio.sleep(0.02)
    return sorted(times)


async def _beside_many(big: UUID, small: UUID) -> tuple[float, float]:
    """The big one asks for ten thousand at once; the small one asks when they are under way; the worst counts."""
    loop = asyncio.get_running_loop()
    async with db.tenant(big) as tx:
        await tx.execute("delete from job")
        await enqueue_many(tx, "kernel.ping", [(f"many:{new_id()}", {}) for _ in range(MANY)])
    begun, worst = loop.time(), 0.0
    for _ in range(10):
        await asyncio.sleep(0.3)
        worst = max(worst, *(await _waited(small, [await _ask(small)])))
    seconds = loop.time() - begun
    return worst, await _finished(big) / seconds


async def _finished(tenant: UUID) -> int:
    """How many have ended; those that have not are taken away, so that the measure ends."""
    async with db.tenant(tenant) as tx:
        done: int = await tx.fetchval("select count(*) from job where state = 'done'")
        await tx.execute("delete from job")
    return done
