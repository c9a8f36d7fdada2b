"""A contact who goes to the bin cannot log in any more, and can again when they come back."""

from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.journal import undo
from odissee.tenants.contacts import restore, trash
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.client import client_of
from tests.tenants.contacts.book import written


async def access(company: Company, contact_id: Any) -> list[bool]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch(
            "select revoked_at is null as open from membership where contact_id = $1", contact_id
        )
    return [row["open"] for row in rows]


async def binned(company: Company, contact_id: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        entry = await trash(tx, contact_id)
    return entry.id


@pytest.mark.feature("AUTH-08")
async def test_the_bin_closes_the_access_at_once_and_undo_opens_it_again(app: Any, pau: Company) -> None:
    anne = await written(pau, "Bordenave")
    visitor: Visitor = await client_of(app, pau, anne.id)
    assert (await visitor.get("/espace")).status_code == 200
    entry = await binned(pau, anne.id)
    assert await access(pau, anne.id) == [False]
    assert (await visitor.get("/espace")).status_code != 200
    async with db.tenant(pau.tenant_id) as tx:
        await undo(tx, entry, lambda _: True)
    assert await access(pau, anne.id) == [True]


async def test_out_of_the_bin_the_access_is_as_it_was(app: Any, pau: Company) -> None:
    anne = await written(pau, "Bordenave")
    await client_of(app, pau, anne.id)
    await binned(pau, anne.id)
    async with db.tenant(pau.tenant_id) as tx:
        entry = (await restore(tx, anne.id)).id
    assert await access(pau, anne.id) == [True]
    async with db.tenant(pau.tenant_id) as tx:
        await undo(tx, entry, lambda _: True)
    assert await access(pau, anne.id) == [False]


async def test_an_access_closed_by_hand_stays_closed(app: Any, pau: Company) -> None:
    anne = await written(pau, "Bordenave")
    await client_of(app, pau, anne.id)
    async with db.tenant(pau.tenant_id) as tx:
        await tx.execute("update membership set revoked_at = now() where contact_id = $1", anne.id)
    await binned(pau, anne.id)
    async with db.tenant(pau.tenant_id) as tx:
        await restore(tx, anne.id)
    assert await access(pau, anne.id) == [False]
