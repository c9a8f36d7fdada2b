"""How often the service may be asked: by everybody together, and by one company.

The service allows 50 requests a second from one address, then refuses everything for five seconds. The
count is kept in the database because several processes share that address. Each bucket is one instant (the
theoretical arrival time of the next request): in any second at most `rate + burst` requests pass.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import db
from odissee.routing.geocoding.geocoder import Busy


@dataclass(frozen=True, slots=True)
class Pace:
    """`rate` requests a second on average, `burst` more at once."""

    rate: int
    burst: int


EVERYBODY = Pace(rate=32, burst=8)
"""At most 40 in any second, ten below the service's limit, which other programs of the machine may share."""
COMPANY = Pace(rate=8, burst=4)
"""A quarter of it: one company that types fast leaves three quarters to the others."""

_TAKE = """
insert into rate_bucket as b (key, count, window_start) values ($1, 1, $2::timestamptz + $3::interval)
on conflict (key) do update
   set window_start = greatest(b.window_start, $2) + $3, count = b.count + 1
 where coalesce(b.blocked_until <= $2, true) and b.window_start <= $2 + $4::interval
returning true"""

_CLOSE = """
insert into rate_bucket as b (key, count, window_start, blocked_until) values ($1, 0, $2, $3)
on conflict (key) do update set blocked_until = greatest(coalesce(b.blocked_until, $3), $3)"""


async def take(company: UUID) -> None:
    """Spend one request of the company and one of everybody; raises `Busy` when there is none left."""
    async with db.apart() as tx:
        for key, pace in ((_key(str(company)), COMPANY), (_key("everybody"), EVERYBODY)):
            step = timedelta(seconds=1 / pace.rate)
            if not await tx.fetchval(_TAKE, key, clock.now(), step, step * (pace.burst - 1)):
                raise Busy(1 / pace.rate)


async def close_for(seconds: float) -> None:
    """The service said to wait: nobody of any company or process asks before that."""
    now = clock.now()
    async with db.apart() as tx:
        await tx.execute(_CLOSE, _key("everybody"), now, now + timedelta(seconds=seconds))


def _key(who: str) -> bytes:
    return hashlib.sha256(f"geocoder:{who}".encode()).digest()
