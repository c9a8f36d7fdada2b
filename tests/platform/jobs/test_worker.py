"""The worker as a process of its own: a row written here is done there, through NATS and without its memory."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from odissee.platform.db import db
from odissee.platform.jobs import enqueue
from tests.companies import Company


@pytest.fixture
async def worker(durand: Company) -> AsyncIterator[asyncio.subprocess.Process]:
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("delete from job where kind like 'test.%'")  # only this process knows these kinds
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "odissee.app.worker", env=os.environ)
    yield process
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0


async def _done(company: Company, key: str, seconds: float = 25) -> str:
    for _ in range(int(seconds * 20)):
        async with db.tenant(company.tenant_id) as tx:
            state = await tx.fetchval("select state from job where dedup_key = $1", key)
        if state in ("done", "dead"):
            break
        await asyncio.sleep(0.05)
    return str(state)


async def test_the_worker_takes_what_a_page_asked_for_and_stops_cleanly(
    worker: asyncio.subprocess.Process, durand: Company
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await enqueue(tx, "kernel.ping", {}, "ping:1")
    assert await _done(durand, "ping:1") == "done"
