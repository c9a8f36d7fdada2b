"""The port: whoever finds addresses."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from odissee.platform.errors import OutsideFailure
from odissee.routing.geocoding.match import Match


class Unreachable(OutsideFailure):
    """The address service does not answer, or not in its own language."""

    title = "Le service d’adresses ne répond pas : seule la commune est proposée."


class Busy(Unreachable):
    """The service, or our own budget, asks to wait; `wait_seconds` says how long."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


class Geocoder(Protocol):
    """Finds the places that a text may mean, best first.

    `session` is the company that asks: it pays from its own budget and reads its own cached answers.
    `near_insee` prefers places around that commune without excluding others. An adapter raises
    `Unreachable`; the chain never does.
    """

    async def search(
        self, text: str, *, limit: int = 6, near_insee: str | None = None, session: UUID
    ) -> Sequence[Match]: ...
