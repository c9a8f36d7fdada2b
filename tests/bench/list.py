"""The list of 50 dossiers in a company of 20,000 among a million: a request as a browser makes it, against its bare query."""

import asyncio
import time
from typing import Any
from uuid import UUID

import asyncpg
import brotli  # type: ignore[import-untyped]

from odissee.app.demo.seeded import demo_id
from odissee.platform.db import db
from odissee.platform.identity import open_session, session_cookie_name
from odissee.platform.settings import settings
from odissee.tenants.dossiers.listing.query import PAGE, STATEMENTS
from tests.bench._http import Answer, Connection
from tests.bench._million import MAIN, fill, how_many
from tests.bench._stack import Stack, at, stack

N, CONNECTIONS, LOAD_SECONDS = 300, 8, 12
BUDGETS = {"page_p50_over_query": 3.0, "rows_p50_over_query": 3.0, "p99_ms_half_load": 25.0}
ROWS = "HX-Request: true\r\nHX-Target: rows\r\n"
SOPHIE = demo_id(f"membership:{MAIN.slug}:Sophie Martin")


async def run() -> dict[str, Any]:
    async with stack("million") as running:
        tenant = await fill(running)
        await running.start_web()
        cookie = await sophie_s_cookie(tenant)
        bare = await _bare_query(tenant)
        connection = await Connection(running.port, f"{MAIN.slug}.localhost", cookie).open()
        page, rows = await _timed(connection, ""), await _timed(connection, ROWS)
        most, busy = await _half_load(running, cookie)
        figures = {
            "dossiers_in_all": await how_many(running), "query_p50_ms": at(bare, 0.5), "query_p99_ms": at(bare, 0.99),
            "rows_p50_ms": at(rows, 0.5), "rows_p99_ms": at(rows, 0.99), "page_p50_ms": at(page, 0.5),
            "page_p99_ms": at(page, 0.99), "rows_p50_over_query": round(at(rows, 0.5) / at(bare, 0.5), 2),
            "page_p50_over_query": round(at(page, 0.5) / at(bare, 0.5), 2), "full_load_per_second": round(most, 1),
            "p99_ms_half_load": at(busy, 0.99), "p50_ms_half_load": at(busy, 0.5), "half_load_n": len(busy),
        }  # fmt: skip
    within = all(figures[name] <= most_allowed for name, most_allowed in BUDGETS.items())
    return {"bench": "list", "n": N, "figures": figures, "budgets": BUDGETS, "within": within}


async def sophie_s_cookie(tenant: UUID) -> str:
    async with db.tenant(tenant) as tx:
        token = await open_session(tx, SOPHIE, "127.0.0.1", "bench")
    return f"{session_cookie_name()}={token}"


async def _bare_query(tenant: UUID) -> list[float]:
    """The reference: the very statement of the list on a warm connection of the application's role."""
    connection = await asyncpg.connect(settings().database_url)
    await connection.execute(f"set app.tenant = '{tenant}'")
    everything = ["all", None, SOPHIE, None, "", None, "", "", "Europe/Paris", "", None, "", None, None, None]
    times = []
    for _ in range(N):
        begun = time.perf_counter()
        found = await connection.fetch(STATEMENTS["", "", False], *everything)
        times.append(time.perf_counter() - begun)
        assert len(found) == PAGE + 1
    await connection.close()
    return sorted(times[20:])


async def _timed(connection: Connection, more: str) -> list[float]:
    for _ in range(20):
        await connection.get("/dossiers", more)
    answers = [await connection.get("/dossiers", more) for _ in range(N)]
    for answer in answers[:1]:
        _check(answer)
    return sorted(answer.seconds for answer in answers)


def _check(answer: Answer) -> None:
    assert answer.status == 200, answer.status
    body = brotli.decompress(answer.body)
    assert body.count(b'href="/dossiers/') >= PAGE, body[:500]


async def _half_load(running: Stack, cookie: str) -> tuple[float, list[float]]:
    """Requests a second when every connection asks again at once, then latencies at half that rate, arriving evenly."""
    host = f"{MAIN.slug}.localhost"
    connections = [await Connection(running.port, host, cookie).open() for _ in range(CONNECTIONS)]
    begun, done = time.perf_counter(), 0

    async def hammer(connection: Connection) -> int:
        count = 0
        while time.perf_counter() - begun < LOAD_SECONDS / 3:
            await connection.get("/dossiers")
            count += 1
        return count

    done = sum(await asyncio.gather(*(hammer(one) for one in connections)))
    most = done / (time.perf_counter() - begun)
    return most, await _arrivals(connections, most / 2)


async def _arrivals(connections: list[Connection], rate: float) -> list[float]:
    """The clock starts when a request should leave, so that waiting for a free connection counts."""
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for one in connections:
        free.put_nowait(one)
    times: list[float] = []
    begun = time.perf_counter()

    async def ask(due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        connection = await free.get()
        await connection.get("/dossiers")
        times.append(time.perf_counter() - due)
        free.put_nowait(connection)

    many = int(rate * LOAD_SECONDS)
    await asyncio.gather(*(ask(begun + n / rate) for n in range(many)))
    return sorted(times)
