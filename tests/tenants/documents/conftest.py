"""A dossier of Durand with its client Anne, and the ways a person uses to put reports in it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import pytest

from odissee.platform.db import db
from odissee.platform.jobs.claim import run_job
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.furnish import Furnished, furnish


@dataclass(frozen=True)
class House:
    """One dossier, its client, and how to look behind the screen."""

    company: Company
    furnished: Furnished

    @property
    def dossier(self) -> UUID:
        return self.furnished.ids["dossier"]

    @property
    def anne(self) -> UUID:
        return self.furnished.ids["contact"]

    @property
    def page(self) -> str:
        return f"/dossiers/{self.dossier}"

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        async with db.tenant(self.company.tenant_id) as tx:
            return await tx.fetch(sql, *args)

    async def documents(self) -> list[Any]:
        return await self.rows(
            "select * from document where dossier_id = $1 order by created_at, id", self.dossier
        )

    async def named(self, title: str) -> Any:
        """The current document of this title."""
        found = [
            x
            for x in await self.documents()
            if x["title"] == title and not x["superseded_at"] and not x["trashed_at"]
        ]
        assert len(found) == 1, [dict(x) for x in await self.documents()]
        return found[0]

    async def work(self, *kinds: str) -> int:
        """Let the worker do the jobs of these kinds that wait."""
        jobs = await self.rows(
            "select id from job where kind = any($1) and state = 'ready' order by created_at", list(kinds)
        )
        for job in jobs:
            await run_job(self.company.tenant_id, job["id"])
        return len(jobs)


@pytest.fixture
async def house(durand: Company) -> House:
    """Mme Bordenave sells her house at Pau."""
    return House(durand, await furnish(durand))


Drop = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def drop(house: House) -> Drop:
    """Drop one file as the page's script does: the bytes as the body, the name in the address."""

    async def one(
        person: Visitor, name: str, data: bytes, section: str = "report", **headers: str
    ) -> httpx.Response:
        path = f"{house.page}/documents/fichier?section={section}&nom={quote(name)}"
        told = {"Content-Type": "application/octet-stream", "Accept": "application/json", **headers}
        return await person.request("POST", path, content=data, headers=told)

    return one
