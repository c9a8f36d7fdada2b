"""A contact is found from any page, and its new name reaches its dossiers."""

import pytest

from odissee.platform.db import db
from odissee.platform.fields import Form
from odissee.platform.jobs.claim import run_job
from odissee.tenants.contacts import create_contact, trash, update_contact
from odissee.tenants.dossiers import Role, attach, people_of
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.dossiers.test_moving import albert


@pytest.mark.feature("LIST-03")
@pytest.mark.feature("OUR-13")
async def test_the_palette_finds_a_contact_by_phone_and_name_until_it_is_binned(
    durand: Company, sophie: Visitor
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        contact = await create_contact(tx, Form({"type": "particulier", "last_name": "Etcheverry", "first_name": "Graxi",
                                                 "mobile": "06 39 98 44 10"}))  # fmt: skip
    for typed in ("etcheverry", "0639984410", "etchevery graxi"):
        results = (await sophie.get("/recherche", params={"q": typed})).json()["results"]
        assert any(r["href"] == f"/contacts/{contact.id}" for r in results), typed
    async with db.tenant(durand.tenant_id) as tx:
        await trash(tx, contact.id)
    assert (await sophie.get("/recherche", params={"q": "etcheverry"})).json()["results"] == []


async def test_a_new_name_reaches_the_dossiers_of_the_contact(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        contact = await create_contact(tx, Form({"type": "particulier", "last_name": "Ancien"}))
        dossier = await albert(tx, durand)
        seller = next(row for row in await people_of(tx, dossier.id) if "owner" in row["roles"])
        await attach(tx, dossier.id, seller["id"], {Role.BUYER})
        await attach(tx, dossier.id, contact.id, {Role.OWNER})
    async with db.tenant(durand.tenant_id) as tx:
        await update_contact(tx, contact.id, Form({"type": "particulier", "last_name": "Nouveau"}))
        job = await tx.fetchval(
            "select id from job where kind = 'dossier.contact_changed' and state = 'ready' order by id desc limit 1"
        )
    await run_job(durand.tenant_id, job)
    async with db.tenant(durand.tenant_id) as tx:
        names = await tx.fetchval("select owner_name from dossier where id = $1", dossier.id)
    assert names == "Nouveau"
