"""The Géoplateforme's address search (BAN, Etalab 2.0), over httpx. Raises `Unreachable`, never anything else."""

import asyncio
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from uuid import UUID

import httpx

from odissee.platform import clock
from odissee.routing.geocoding import budget
from odissee.routing.geocoding.breaker import Breaker
from odissee.routing.geocoding.geocoder import Busy, Unreachable
from odissee.routing.geocoding.match import Match
from odissee.routing.geocoding.question import question
from odissee.routing.geocoding.reading import Unreadable, read_features

ADDRESS_SERVICE = "https://data.geopf.fr/geocodage"
TIMEOUT_SECONDS = 1.5
"""A person is typing: later than this the answer serves nobody."""
REFUSAL_SECONDS = 5.0
"""How long the service refuses after too many requests, when it does not say."""
LONGEST_REFUSAL = 600.0

Point = tuple[float, float]
Locate = Callable[[str], Point | None]


def _nowhere(_: str) -> Point | None:
    return None


class Geoplateforme:
    """`locate` gives latitude and longitude of a commune, for `near_insee`."""

    def __init__(self, base: str = ADDRESS_SERVICE, *, locate: Locate = _nowhere) -> None:
        self.breaker = Breaker()
        self._locate = locate
        self._http = httpx.AsyncClient(
            base_url=base,
            timeout=TIMEOUT_SECONDS,
            headers={"Accept": "application/json", "User-Agent": "Odissee"},
        )

    async def search(
        self, text: str, *, limit: int = 6, near_insee: str | None = None, session: UUID
    ) -> list[Match]:
        """Ask the service once, within the budget; `[]` means that it knows no such address."""
        asked = question(text)
        if not asked:
            return []
        if not self.breaker.may_try():
            raise Unreachable
        await budget.take(session)
        answer = await self._ask(self._parameters(asked, limit, near_insee))
        return await self._read(answer)

    async def close(self) -> None:
        await self._http.aclose()

    def _parameters(self, asked: str, limit: int, near_insee: str | None) -> dict[str, str]:
        point = self._locate(near_insee) if near_insee else None
        near = {"lat": str(point[0]), "lon": str(point[1])} if point else {}
        return {"q": asked, "autocomplete": "1", "index": "address", **near, "limit": str(limit)}

    async def _ask(self, parameters: dict[str, str]) -> httpx.Response:
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self._http.get("/search", params=parameters)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError):
            self.breaker.failed(at_once=True)
        except (httpx.HTTPError, TimeoutError):
            self.breaker.failed()
        raise Unreachable from None

    async def _read(self, answer: httpx.Response) -> list[Match]:
        if answer.status_code == 429:
            wait = _seconds(answer.headers.get("retry-after", ""))
            await budget.close_for(wait)
            raise Busy(wait)
        if answer.status_code == 400:  # it does not understand this text: no fault of the service
            return []
        try:
            found = read_features(answer.raise_for_status().json())
        except (httpx.HTTPStatusError, Unreadable, ValueError):
            self.breaker.failed()
            raise Unreachable from None
        self.breaker.worked()
        return found


def _seconds(retry_after: str) -> float:
    """Seconds or an HTTP date, bounded: a wrong header must not close the service for a day."""
    try:
        wait = float(retry_after)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(retry_after) - clock.now()).total_seconds()
        except (ValueError, TypeError):
            wait = REFUSAL_SECONDS
    return min(max(wait, 0.0), LONGEST_REFUSAL)
