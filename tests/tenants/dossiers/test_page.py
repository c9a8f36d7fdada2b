"""The dossier's page: banner, blocks, one thread; what a person may not do is not there."""

from typing import Any

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.quotes.test_chain import sent


@pytest.mark.feature("DOSS-01")
@pytest.mark.feature("DOSS-45")
async def test_sophie_reads_the_whole_dossier(durand: Company, sophie: Visitor) -> None:
    dossier, _, _ = await sent(durand)
    page = await sophie.get(f"/dossiers/{dossier}")
    assert page.status_code == 200
    for words in (
        "Bordenave Anne",
        "8 rue Bargoin",
        "En attente",
        "456,00",
        "Demandeur",
        "Diagnostic de performance",
    ):
        assert words in page.text
    assert "envoyé à anne@exemple.fr" in page.text.replace("\u202f", " ")


async def test_a_note_joins_the_thread(durand: Company, sophie: Visitor) -> None:
    dossier, _, _ = await sent(durand)
    await sophie.post(f"/dossiers/{dossier}/notes", {"text": "Rappeler <b>demain</b>"})
    thread = (await sophie.get(f"/dossiers/{dossier}/fil")).text
    assert "Rappeler &lt;b&gt;demain&lt;/b&gt;" in thread and "Sophie Martin" in thread


async def test_the_page_costs_the_same_for_a_long_story(
    durand: Company, sophie: Visitor, queries: Any
) -> None:
    dossier, _, _ = await sent(durand)
    await sophie.get(f"/dossiers/{dossier}")
    with queries() as few:
        await sophie.get(f"/dossiers/{dossier}")
    for n in range(30):
        await sophie.post(f"/dossiers/{dossier}/notes", {"text": f"note {n}"})
    with queries() as many:
        assert (await sophie.get(f"/dossiers/{dossier}")).status_code == 200
    assert few.count == many.count <= 22, "one or two a block, whatever the dossier holds"


async def test_the_technician_sees_only_what_is_assigned(app: Any, durand: Company) -> None:
    dossier, _, _ = await sent(durand)
    ines = await logged_in(app, durand, durand.people["Inès"])
    assert (await ines.get(f"/dossiers/{dossier}")).status_code == 404
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            "update dossier set technician_id = $2 where id = $1", dossier, durand.people["Inès"].staff_id
        )
    page = await ines.get(f"/dossiers/{dossier}")
    assert page.status_code == 200 and "Reprendre la commande" not in page.text


async def test_morel_gets_the_same_answer_for_absent_and_foreign(durand: Company, luc: Visitor) -> None:
    dossier, _, _ = await sent(durand)
    foreign, absent = (
        await luc.get(f"/dossiers/{dossier}"),
        await luc.get("/dossiers/01a21000-0000-7000-8000-000000000000"),
    )
    assert foreign.status_code == absent.status_code == 404
