"""Work that comes back every day: one job a company and a day, whoever asks and however many workers there are.

`daily(kind, at)` declares a job of `HANDLERS` and its hour where the company is. `plan_day` writes what is not written
yet; the key holds the day, so that two workers, or one that was restarted, write it once. A worker that was away does
today's work as soon as it is back; a day that nobody worked is not made up for: the handler looks at the present.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from odissee.platform.jobs.enqueue import enqueue
from odissee.platform.jobs.handlers import Handler, job

log = logging.getLogger("odissee.daily")
DAILY: dict[str, time] = {}
EVERY = 300.0
"""Seconds between two looks: how late a company founded today gets its first work."""
COMPANIES = "select id, time_zone from tenant where status = 'active'"


def daily(kind: str, at: time) -> Callable[[Handler], Handler]:
    """Declare the handler of a kind that runs once a day at this local hour; its payload is {"day": ISO date}."""
    DAILY[kind] = at
    return job(kind)


async def plan_day(tx: TenantTransaction, zone: str) -> None:
    """Today's jobs of this company; those that are written already stay as they are."""
    day = clock.today(zone)
    for kind, at in DAILY.items():
        start = datetime.combine(day, at, ZoneInfo(zone)).astimezone(clock.now().tzinfo)
        await enqueue(tx, kind, {"day": day.isoformat()}, f"{kind}:{day}", start)


async def plan_companies(planned: set[tuple[UUID, date]]) -> int:
    """Every active company that this process has not planned today; returns how many. `planned` is its memory."""
    async with db.commons() as tx:
        companies = await tx.fetch(COMPANIES)
    fresh = [c for c in companies if (c["id"], clock.today(c["time_zone"])) not in planned]
    for company in fresh:
        async with db.tenant(company["id"]) as tx:
            await plan_day(tx, company["time_zone"])
        planned.add((company["id"], clock.today(company["time_zone"])))
    return len(fresh)


async def plan_days(stop: asyncio.Event) -> None:
    """Until stopped: look again every few minutes; a database that was away is only waited for."""
    planned: set[tuple[UUID, date]] = set()
    while not stop.is_set():
        try:
            await plan_companies(planned)
        except Exception as error:  # noqa: BLE001 - whatever was away, the next look comes
            log.warning("daily work waits: %s", type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), EVERY)
