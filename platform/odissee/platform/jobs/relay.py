"""The relay: reads the queue of all companies as its own role, publishes what is due, fairly.

It knows ids and dates only (column grants). `published_at` older than `AGAIN` on a row still ready means
that the message was lost: the row is published again, so the transport needs no memory.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg

log = logging.getLogger("odissee.relay")
PER_COMPANY = 6
AGAIN = "20 seconds"
TICK = 1.0
MARK_DUE = """
with waiting as (
  select tenant_id, id, not_before,
         row_number() over (partition by tenant_id order by not_before, id) as rank
    from job
   where not_before <= now()
     and ((state = 'ready' and (published_at is null or published_at < now() - $2::text::interval))
          or (state = 'running' and lease_until < now()))
), busy as (
  select tenant_id, count(*) as n from job
   where (state = 'running' and lease_until >= now())
      or (state = 'ready' and published_at >= now() - $2::text::interval)
   group by tenant_id
), due as (
  select w.tenant_id, w.id, w.rank, w.not_before from waiting w left join busy b using (tenant_id)
   where w.rank + coalesce(b.n, 0) <= $1 order by w.rank, w.not_before limit 200
), marked as (
  update job set published_at = now() from due
   where job.tenant_id = due.tenant_id and job.id = due.id
  returning due.tenant_id, due.id, due.rank, due.not_before
)
select tenant_id, id from marked order by rank, not_before"""
SESSION = {"synchronous_commit": "off"}
"""The mark is a hint that need not reach the disk before the message leaves: lost, the row is published again
and found done. The row itself was committed, and flushed, by whoever asked: one flush less before each start."""

Publish = Callable[[str, str], Awaitable[Any]]


async def publish_due(connection: Any, publish: Publish) -> int:
    """One round: mark what is due, then publish it; returns how many. A crash between only delays."""
    rows = await connection.fetch(MARK_DUE, PER_COMPANY, AGAIN)
    await asyncio.gather(*(publish(str(r["tenant_id"]), str(r["id"])) for r in rows))
    return len(rows)


async def relay(url: str, publish: Publish, stop: asyncio.Event) -> None:
    """Until stopped: wake on NOTIFY or every second; connect again when Postgres or NATS was away."""
    while not stop.is_set():
        try:
            await _session(url, publish, stop)
        except Exception as error:  # noqa: BLE001 - whatever was away, the relay comes back
            log.warning("relay starts again: %s", type(error).__name__)
            await asyncio.sleep(0.5)


async def _drain(connection: Any, publish: Publish) -> None:
    while await publish_due(connection, publish):
        pass


async def _session(url: str, publish: Publish, stop: asyncio.Event) -> None:
    connection = await asyncpg.connect(url, server_settings=SESSION)
    wake = asyncio.Event()
    await connection.add_listener("job", lambda *_: wake.set())
    try:
        while not stop.is_set():
            wake.clear()
            await _drain(connection, publish)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), TICK)
    finally:
        await connection.close()
