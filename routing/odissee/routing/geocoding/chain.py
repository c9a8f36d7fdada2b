"""Cached answer, then the service, then the commune: something useful always comes, and quickly."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from odissee.routing.geocoding import cache
from odissee.routing.geocoding.communes import Communes
from odissee.routing.geocoding.geocoder import Geocoder, Unreachable
from odissee.routing.geocoding.match import DOUBTFUL, Match
from odissee.routing.geocoding.question import question, question_hash

TOWNS = 2
"""Places kept for communes when the service is sure of nothing."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Never raises `Unreachable`. Call it without an open transaction: it may wait for the network."""

    communes: Communes
    service: Geocoder | None = None

    async def search(
        self, text: str, *, limit: int = 6, near_insee: str | None = None, session: UUID
    ) -> list[Match]:
        found = await self._of_service(text, limit, near_insee, session)
        best = max((one.score for one in found), default=0.0)
        if best < DOUBTFUL:
            towns = _new(self.communes.match(text, limit), found)[: max(TOWNS, limit - len(found))]
            found = [*found[: limit - len(towns)], *towns]
        return found[:limit]

    async def _of_service(self, text: str, limit: int, near_insee: str | None, session: UUID) -> list[Match]:
        asked = question(text)
        if self.service is None or not asked:
            return []
        key = question_hash(asked, limit, near_insee)
        kept = await cache.recall(session, key)
        if kept is not None:
            return kept
        try:
            found = await self.service.search(asked, limit=limit, near_insee=near_insee, session=session)
        except Unreachable:
            return []
        await cache.keep(session, key, found)
        return list(found)


def _new(matches: Sequence[Match], known: Sequence[Match]) -> list[Match]:
    labels = {one.label for one in known}
    return [one for one in matches if one.label not in labels]
