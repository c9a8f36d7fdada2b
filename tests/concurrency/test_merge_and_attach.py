"""A contact is put on a dossier while a colleague merges their sheet into another: nothing is left behind."""

import asyncio
from typing import Any

import asyncpg
import pytest

from odissee.platform.db import db, new_id
from odissee.platform.fields import Form
from odissee.tenants.contacts import create_contact
from odissee.tenants.contacts.merge import merge_contacts
from tests.companies import Company

PUT = "insert into dossier_contact (id, dossier_id, contact_id, roles) values ($1, $2, $3, '{owner}')"


async def dossier(company: Company, number: int) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        id, place = new_id(), new_id()
        await tx.execute("insert into property (id, city) values ($1, 'Pau')", place)
        await tx.execute(
            "insert into dossier (id, number, status, site_id, property_id) values ($1, $2, 'quoted', $3, $4)",
            id, number, company.site_id, place,
        )  # fmt: skip
    return id


async def person(company: Company, name: str) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        contact = await create_contact(tx, Form({"last_name": name}))
    return contact.id


async def test_without_its_guard_the_dossier_would_bear_who_left(durand: Company, database: str) -> None:
    kept, other = await person(durand, "Gardée sans garde"), await person(durand, "Réunie sans garde")
    where = await dossier(durand, 970_003)
    owner = await asyncpg.connect(database)
    try:
        await owner.execute("alter table dossier_contact disable trigger contact_that_stays")
        async with db.tenant(durand.tenant_id) as tx:
            await merge_contacts(tx, other, kept, {})
        async with db.tenant(durand.tenant_id) as tx:
            await tx.execute(PUT, new_id(), where, other)
            left = await tx.fetchval("select contact_id from dossier_contact where dossier_id = $1", where)
        assert left == other
    finally:
        await owner.execute("alter table dossier_contact enable trigger contact_that_stays")
        await owner.close()


@pytest.mark.parametrize("first", ["merge", "attach"])
async def test_whoever_comes_first_the_dossier_bears_who_stays(durand: Company, first: str) -> None:
    kept, other = await person(durand, "Gardée"), await person(durand, "Réunie")
    where = await dossier(durand, 970_001 if first == "merge" else 970_002)
    acted, go_on = asyncio.Event(), asyncio.Event()

    async def merging(wait: bool) -> None:
        async with db.tenant(durand.tenant_id) as tx:
            await merge_contacts(tx, other, kept, {})
            acted.set()
            if wait:
                await go_on.wait()

    async def attaching(wait: bool) -> None:
        async with db.tenant(durand.tenant_id) as tx:
            await tx.execute(PUT, new_id(), where, other)
            acted.set()
            if wait:
                await go_on.wait()

    one, two = (merging, attaching) if first == "merge" else (attaching, merging)
    leader = asyncio.create_task(one(True))
    await acted.wait()
    follower = asyncio.create_task(two(False))
    await asyncio.sleep(0.3)
    assert not follower.done(), "the second waits for the first"
    go_on.set()
    await asyncio.gather(leader, follower)
    async with db.tenant(durand.tenant_id) as tx:
        assert (
            await tx.fetchval("select contact_id from dossier_contact where dossier_id = $1", where) == kept
        )
