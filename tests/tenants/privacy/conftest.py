"""People of Durand's book, with and without anything that keeps their name."""

from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import db
from odissee.platform.fields import Form
from odissee.platform.jobs.claim import run_job
from odissee.tenants.contacts import create_contact
from tests.browser_client import Visitor
from tests.companies import Company


async def rows(company: Company, sql: str, *args: Any) -> list[Any]:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetch(sql, *args)


async def someone(company: Company, name: str = "Passant", **fields: str) -> UUID:
    """A contact made by the product's own act, so that the journal and the search know them."""
    raw = {"type": "particulier", "last_name": name, "first_name": "Léo", "email": f"{name.lower()}@exemple.fr",
           "mobile": "06 39 98 44 55", "address": "3 rue Bayard", "postcode": "64000", "city": "Pau",
           "note": "Préfère le soir", **fields}  # fmt: skip
    async with db.tenant(company.tenant_id) as tx:
        return (await create_contact(tx, Form(raw))).id


async def work(company: Company, *kinds: str) -> None:
    """What the worker does with the ready jobs of these kinds."""
    for row in await rows(company, "select id from job where kind = any($1) and state = 'ready'", list(kinds)):  # fmt: skip
        await run_job(company.tenant_id, row["id"])
    assert await rows(company, "select kind, last_error from job where kind = any($1) and state <> 'done'", list(kinds)) == []  # fmt: skip


@pytest.fixture
async def proved_paul(durand: Company, paul: Visitor) -> Visitor:
    """Paul, who has just proved who he is."""
    await rows(durand, "update session set fresh_until = now() + interval '10 minutes' returning id")
    return paul
