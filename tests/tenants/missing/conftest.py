"""A dossier of Durand with its client Anne, and how its papers are asked for and sent."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.platform.jobs.claim import run_job
from odissee.tenants.missing import Letter, address_of_dossier, ask
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.furnish import furnish


@dataclass(frozen=True)
class Papers:
    """One dossier and how to look behind its screens."""

    company: Company
    dossier: UUID
    anne: UUID

    @property
    def page(self) -> str:
        return f"/dossiers/{self.dossier}"

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        async with db.tenant(self.company.tenant_id) as tx:
            return await tx.fetch(sql, *args)

    async def states(self) -> dict[str, str]:
        found = await self.rows(
            "select kind, state from missing_document where dossier_id = $1", self.dossier
        )
        return {row["kind"]: row["state"] for row in found}

    async def mails(self, key: str) -> list[Any]:
        asked = "select * from sent_mail where dossier_id = $1 and event = $2 order by created_at, id"
        return await self.rows(asked, self.dossier, key)

    async def documents(self) -> list[Any]:
        return await self.rows(
            "select x.*, f.name from document x join stored_file f on f.id = x.file_id where x.dossier_id = $1 "
            "order by x.created_at, x.id", self.dossier)  # fmt: skip

    async def asked(self, *codes: str) -> str:
        """Documents asked of Anne; the path of her page."""
        async with db.tenant(self.company.tenant_id) as tx:
            await ask(tx, self.dossier, codes, {self.anne}, Letter("Vos documents", "Bonjour\n\n{{ link }}"))
        mail = (await self.rows("select text_body from sent_mail where dossier_id = $1 and event like 'mail.document_request%' "
                                "order by created_at desc limit 1", self.dossier))[0]  # fmt: skip
        found = re.search(r"/depot/\S+", mail["text_body"])
        assert found
        return found[0]

    async def work(self, *kinds: str) -> int:
        """Let the worker do the jobs of these kinds, as if their day had come."""
        jobs = await self.rows(
            "select id from job where kind = any($1) and state = 'ready' order by created_at", list(kinds)
        )
        async with db.tenant(self.company.tenant_id) as tx:
            await tx.execute(
                "update job set not_before = now() where id = any($1)", [job["id"] for job in jobs]
            )
        for job in jobs:
            await run_job(self.company.tenant_id, job["id"])
        return len(jobs)

    async def address(self) -> str:
        async with db.tenant(self.company.tenant_id) as tx:
            return await address_of_dossier(tx, self.dossier)

    async def block(self, person: Visitor) -> str:
        from tests.tenants.findings.conftest import words

        return words((await person.get(f"{self.page}/bloc/missing")).text)


@pytest.fixture
async def papers(durand: Company) -> Papers:
    furnished = await furnish(durand)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update company set email = 'bureau@durand.example'")
    return Papers(durand, furnished.ids["dossier"], furnished.ids["contact"])
