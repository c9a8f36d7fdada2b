"""Counting attempts in a transaction of its own."""

import hmac
from datetime import timedelta
from hashlib import sha256

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.errors import TooMany
from odissee.platform.settings import settings

LONGEST_BLOCK = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=2)

COUNT = """
insert into rate_bucket as b (key, count, window_start) values ($1, 1, $2::timestamptz)
on conflict (key) do update set
  count = case when b.blocked_until > $2::timestamptz then b.count
               when greatest(b.window_start, b.blocked_until) + $4::interval <= $2::timestamptz then 1 else b.count + 1 end,
  window_start = case when greatest(b.window_start, b.blocked_until) + $4::interval <= $2::timestamptz then $2::timestamptz else b.window_start end,
  blocked_until = case when b.blocked_until > $2::timestamptz then b.blocked_until
               when greatest(b.window_start, b.blocked_until) + $4::interval <= $2::timestamptz or b.count < $3::int then null
               else $2::timestamptz + least($5::interval * power(2, least(b.count - $3::int, 20)), $6::interval) end
returning blocked_until"""
"""One statement, so that two attempts at once count as two."""


def bucket(*parts: object) -> bytes:
    """The key of a bucket: a keyed hash, so that the table is useless without the installation's secret."""
    text = "\x1f".join(part.hex() if isinstance(part, bytes) else str(part) for part in parts)
    return hmac.new(settings().secret, b"limit:" + text.encode(), sha256).digest()


async def limit(*key: object, count: int, seconds: int, block: int = 30) -> None:
    """Count one attempt of `key`; above `count` in `seconds` raise `TooMany`.

    The wait is `block` seconds, doubled at each further attempt made after it, an hour at most; waiting
    `seconds` without an attempt wipes the slate. Kept whatever becomes of the request.
    """
    now = clock.now()
    async with db.apart() as tx:
        until = await tx.fetchval(
            COUNT,
            bucket(*key),
            now,
            count,
            timedelta(seconds=seconds),
            timedelta(seconds=block),
            LONGEST_BLOCK,
        )
    if until is not None and until > now:
        raise TooMany(int((until - now).total_seconds()) + 1)


async def forgive(*key: object) -> None:
    """Wipe the slate of a key: the person has proved who they are. Old slates go with it."""
    async with db.apart() as tx:
        await tx.execute(
            "delete from rate_bucket where key = $1 or (window_start < $2 and coalesce(blocked_until < $2, true))",
            bucket(*key),
            clock.now() - FORGOTTEN_AFTER,
        )
