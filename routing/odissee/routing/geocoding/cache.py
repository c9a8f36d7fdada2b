"""Answers of the service, kept by the company that asked; short transactions, none open while we wait."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import db
from odissee.routing.geocoding.match import Match

LIFE = timedelta(days=30)
"""The BAN changes each week; a street that is a month late harms nobody."""
SWEPT = 50
"""How many expired answers one write removes: the table shrinks without a job."""


async def recall(company: UUID, question_hash: bytes) -> list[Match] | None:
    """The kept answer, None when there is none or it has grown old."""
    async with db.tenant(company) as tx:
        kept = await tx.fetchval(
            "select answer from geocoder_answer where question_hash = $1 and asked_at > $2",
            question_hash, clock.now() - LIFE,
        )  # fmt: skip
    return None if kept is None else [Match.from_json(one) for one in kept]


async def keep(company: UUID, question_hash: bytes, answer: Sequence[Match]) -> None:
    """Keep an answer for `LIFE`, and forget some that have expired."""
    async with db.tenant(company) as tx:
        await tx.execute(
            """insert into geocoder_answer (question_hash, answer, asked_at) values ($1, $2, $3)
               on conflict (tenant_id, question_hash)
               do update set answer = excluded.answer, asked_at = excluded.asked_at""",
            question_hash, [one.as_json() for one in answer], clock.now(),
        )  # fmt: skip
        await tx.execute(
            """delete from geocoder_answer where question_hash in
                 (select question_hash from geocoder_answer where asked_at <= $1 limit $2)""",
            clock.now() - LIFE, SWEPT,
        )  # fmt: skip
