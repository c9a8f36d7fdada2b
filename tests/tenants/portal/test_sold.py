"""« Bien vendu » : noted by the office or by the client, taken back by whoever may, told in the thread."""

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.quotes.test_chain import sent


async def sold_at(company: Company, dossier: object) -> object:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchval("select sold_at from dossier where id = $1", dossier)


@pytest.mark.feature("DOSS-61")
async def test_sophie_notes_the_sale_and_takes_it_back(durand: Company, sophie: Visitor) -> None:
    dossier, _, _ = await sent(durand)
    page = await sophie.get(f"/dossiers/{dossier}")
    assert f"/dossiers/{dossier}/vendu" in page.text
    await sophie.post(f"/dossiers/{dossier}/vendu", {"sold": "1"})
    assert await sold_at(durand, dossier) is not None
    page = (await sophie.get(f"/dossiers/{dossier}")).text
    assert "<dt>Bien vendu</dt>" in page and "plus d’alerte de péremption" in page
    async with db.tenant(durand.tenant_id) as tx:
        entry = await tx.fetchval("select id from journal_entry where verb = 'dossier.sold'")
    await sophie.post(f"/annuler/{entry}")
    assert await sold_at(durand, dossier) is None


async def test_a_later_change_is_not_undone_by_an_older_entry(durand: Company, sophie: Visitor) -> None:
    dossier, _, _ = await sent(durand)
    await sophie.post(f"/dossiers/{dossier}/vendu", {"sold": "1"})
    await sophie.post(f"/dossiers/{dossier}/vendu", {})
    async with db.tenant(durand.tenant_id) as tx:
        first = await tx.fetchval(
            "select id from journal_entry where verb = 'dossier.sold' and subject_id = $1", dossier
        )
    assert (await sophie.post(f"/annuler/{first}")).status_code == 409


async def test_luc_of_another_company_notes_nothing(durand: Company, luc: Visitor) -> None:
    dossier, _, _ = await sent(durand)
    assert (await luc.post(f"/dossiers/{dossier}/vendu", {"sold": "1"})).status_code == 404
    assert await sold_at(durand, dossier) is None
