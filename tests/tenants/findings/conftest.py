"""A dossier of Durand with four diagnostics to conclude, and Mme Bordenave's link to her reports."""

import html
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.tenants.documents import reports_link
from odissee.tenants.dossiers import DossierService
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.furnish import furnish

TO_DO = {"ASBESTOS": "État amiante", "CREP": "Constat plomb", "GAS": "État gaz", "CARREZ": "Mesurage Carrez"}


def words(page: str) -> str:
    """A page as it is read: no tags, plain spaces."""
    import re

    text = re.sub(r"<[^>]+>", " ", page)
    return " ".join(html.unescape(text).replace("\u202f", " ").replace("\xa0", " ").split())


@dataclass(frozen=True)
class Job:
    """One dossier and how to look behind its screen."""

    company: Company
    dossier: UUID
    anne: UUID

    @property
    def page(self) -> str:
        return f"/dossiers/{self.dossier}"

    async def state(self, person: Visitor, code: str, **fields: Any) -> Any:
        """The form of one diagnostic, as its page sends it."""
        return await person.post(f"{self.page}/prestations/{code}", {"source": "desk", **fields})

    async def block(self, person: Visitor) -> str:
        return words((await person.get(f"{self.page}/bloc/findings")).text)

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        async with db.tenant(self.company.tenant_id) as tx:
            return await tx.fetch(sql, *args)

    async def link(self) -> str:
        """The path of Anne's reports."""
        async with db.tenant(self.company.tenant_id) as tx:
            url, _ = await reports_link(tx, self.dossier, self.anne, "anne@exemple.fr")
        return "/r/" + url.rpartition("/r/")[2]


async def job_of(company: Company) -> Job:
    furnished = await furnish(company)
    dossier = furnished.ids["dossier"]
    async with db.tenant(company.tenant_id):
        for position, (code, label) in enumerate(TO_DO.items(), 1):
            await DossierService(dossier_id=dossier, diagnostic=code, label=label, position=position).save()
    return Job(company, dossier, furnished.ids["contact"])


@pytest.fixture
async def job(durand: Company) -> Job:
    return await job_of(durand)
