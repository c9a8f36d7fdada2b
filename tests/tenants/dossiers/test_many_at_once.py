"""Anne puts forty dossiers away at once, sees before what will happen, and takes it back."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found
from tests.tenants.dossiers.test_moving import albert

UNDO = re.compile(r'action="(/annuler/[^"]+)"')


@pytest.fixture(scope="module")
async def bielle(database: str) -> Company:
    """A company of its own, with sixty dossiers."""
    company = await found("bielle", "Bielle Diagnostics", "Pau", {
        "Anne": ("Vidal", "admin"), "Sophie": ("Martin", "office"), "Karim": ("Benali", "sales"),
        "Inès": ("Haddad", "technician")})  # fmt: skip
    async with db.tenant(company.tenant_id) as tx:
        for n in range(60):
            with clock.at(clock.now() - timedelta(hours=n)):
                await albert(tx, company, nature="rental" if n % 3 == 0 else "sale")
    return company


@pytest.fixture
async def anne(app: Any, bielle: Company) -> Visitor:
    return await logged_in(app, bielle, bielle.people["Anne"])


async def some(company: Company, where: str = "true") -> list[str]:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch(f"select id from dossier where {where} order by number")  # noqa: S608 - of the test
    return [str(row["id"]) for row in rows]


async def count(company: Company, where: str) -> int:
    return len(await some(company, where))


def numbers(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'class="rowlink"[^>]*>(\d+)</a>', page)]


async def act(who: Visitor, ids: list[str], acte: str, query: str = "", **more: str) -> str:
    """Look, then do, as the two forms do; returns the page of the first step."""
    seen = await who.post(f"/dossiers/lot{query}", {"ids": ids, "acte": acte, **more})
    assert seen.status_code == 200, seen.text[:300]
    chosen = re.findall(r'name="ids" value="([^"]+)"', seen.text)
    done = await who.post(f"/dossiers/lot/appliquer{query}", {"ids": chosen, "acte": acte, **more})
    assert done.status_code == 303
    return seen.text


async def undone(who: Visitor, page: str = "/dossiers") -> int:
    found = UNDO.search((await who.get(page)).text)
    assert found
    return (await who.post(found[1])).status_code


@pytest.mark.feature("LIST-30")
async def test_many_are_archived_kept_reachable_and_come_back_together(
    anne: Visitor, bielle: Company
) -> None:
    ids = (await some(bielle))[:40]
    seen = await act(anne, ids, "archiver")
    assert "40 dossiers changent" in seen
    assert await count(bielle, "archived_at is not null") == 40
    page = (await anne.get("/dossiers")).text
    assert len(numbers(page)) == 20 and "40 dossiers archivés" in page
    archives = (await anne.get("/dossiers?vue=archives")).text
    assert len(numbers(archives)) == 40 and "<b>40</b><span>Tous" in archives
    number = numbers(archives)[0]
    assert str(number) in (await anne.get(f"/recherche?q={number}")).text
    await anne.post("/dossiers/lot/appliquer?vue=archives", {"ids": ids[:2], "acte": "desarchiver"})
    assert await count(bielle, "archived_at is not null") == 38
    await anne.get("/dossiers")
    lot = await anne.post("/dossiers/lot/appliquer?vue=archives", {"ids": ids[2:], "acte": "desarchiver"})
    assert lot.headers["location"] == "/dossiers?vue=archives"
    assert await count(bielle, "archived_at is not null") == 0
    assert await undone(anne) == 303
    assert await count(bielle, "archived_at is not null") == 38
    await anne.post("/dossiers/lot/appliquer?vue=archives", {"ids": ids, "acte": "desarchiver"})


async def test_one_undo_takes_a_whole_act_back_and_leaves_what_a_colleague_has_changed(
    anne: Visitor, bielle: Company
) -> None:
    ids = (await some(bielle))[:10]
    before = await some(bielle, "status = 'to_quote'")
    await act(anne, ids, "statut", status="a-planifier")
    assert await count(bielle, "status = 'to_schedule'") == 10
    async with db.tenant(bielle.tenant_id) as tx:
        shown = await tx.fetchval("select detail from search_card where id = $1", UUID(ids[0]))
        assert shown.endswith("À planifier"), "the search says the new status"
        await tx.execute("update dossier set status = 'visited' where id = $1", UUID(ids[3]))
    assert await undone(anne) == 303
    assert await some(bielle, "status = 'to_quote'") == [id for id in before if id != ids[3]]
    assert await some(bielle, "status = 'visited'") == [ids[3]]
    page = (await anne.get(f"/dossiers/{ids[0]}")).text
    assert "Annulé" in page, "the dossier's own timeline tells it"
    async with db.tenant(bielle.tenant_id) as tx:
        await tx.execute("update dossier set status = 'to_quote' where id = $1", UUID(ids[3]))


@pytest.mark.feature("LIST-31")
async def test_the_bin_is_opened_by_administrators_only_and_gives_back(
    app: Any, anne: Visitor, bielle: Company
) -> None:
    sophie = await logged_in(app, bielle, bielle.people["Sophie"])
    ids = (await some(bielle))[:3]
    await act(sophie, ids, "corbeille")
    assert len(numbers((await anne.get("/dossiers?vue=corbeille")).text)) == 3
    assert (await sophie.get("/dossiers?vue=corbeille")).status_code == 403
    assert "Corbeille</a>" not in (await sophie.get("/dossiers")).text
    await sophie.post("/dossiers/lot/appliquer?vue=corbeille", {"ids": ids, "acte": "restaurer"})
    assert await count(bielle, "trashed_at is not null") == 3, "she may not restore"
    assert (await anne.post(f"/dossiers/{ids[0]}/remettre")).status_code == 303
    await anne.post("/dossiers/lot/appliquer?vue=corbeille", {"ids": ids, "acte": "restaurer"})
    assert await count(bielle, "trashed_at is not null") == 0
    assert "La corbeille est vide" in (await anne.get("/dossiers?vue=corbeille")).text


async def test_those_that_may_not_change_are_told_with_their_reason_and_stay(
    anne: Visitor, bielle: Company
) -> None:
    ids = (await some(bielle))[:4]
    async with db.tenant(bielle.tenant_id) as tx:
        await tx.execute("update dossier set invoice_state = 'unpaid' where id = $1", UUID(ids[0]))
        await tx.execute("update dossier set archived_at = now() where id = $1", UUID(ids[1]))
    seen = await act(anne, ids, "corbeille")
    assert "3 dossiers changent, 1 ne peut pas" in seen
    assert "Une facture attend son règlement" in seen
    assert ids[0] not in await some(bielle, "trashed_at is not null")
    assert await undone(anne) == 303
    none = await anne.post("/dossiers/lot", {"acte": "archiver"})
    assert none.status_code == 303 and "Cochez d’abord" in (await anne.get("/dossiers")).text
    assert (await anne.post("/dossiers/lot", {"acte": "effacer", "ids": ids})).status_code == 404
    lost = await anne.post("/dossiers/lot/appliquer", {"acte": "statut", "ids": ids})
    assert lost.status_code == 303 and "Choisissez le nouveau statut" in (await anne.get("/dossiers")).text
    async with db.tenant(bielle.tenant_id) as tx:
        await tx.execute("update dossier set invoice_state = 'none', archived_at = null")


async def test_all_of_a_filter_is_chosen_without_ticking_each(anne: Visitor, bielle: Company) -> None:
    rentals = await count(bielle, "nature = 'rental'")
    seen = await anne.post("/dossiers/lot?nature=rental", {"acte": "urgent", "tous": "1"})
    assert f"{rentals} dossiers changent" in seen.text
    ids = re.findall(r'name="ids" value="([^"]+)"', seen.text)
    await anne.post("/dossiers/lot/appliquer?nature=rental", {"acte": "urgent", "ids": ids})
    assert await count(bielle, "urgent_at is not null") == rentals
    await anne.post("/dossiers/lot/appliquer", {"acte": "calme", "ids": ids})
    assert await count(bielle, "urgent_at is not null") == 0


async def test_nobody_acts_beyond_their_rights_or_their_company(
    app: Any, anne: Visitor, luc: Visitor, bielle: Company
) -> None:
    karim, ines = [await logged_in(app, bielle, bielle.people[name]) for name in ("Karim", "Inès")]
    ids = await some(bielle)
    assert (await ines.post("/dossiers/lot/appliquer", {"acte": "archiver", "ids": ids})).status_code == 403
    await karim.post("/dossiers/lot/appliquer", {"acte": "archiver", "ids": ids})
    await luc.post("/dossiers/lot/appliquer", {"acte": "archiver", "ids": ids})
    assert await count(bielle, "archived_at is not null") == 0
    assert 'name="acte"' not in (await ines.get("/dossiers")).text
    assert (await luc.post(f"/dossiers/{ids[0]}/remettre")).status_code == 404


async def test_many_cost_few_statements(anne: Visitor, bielle: Company, queries: Any) -> None:
    ids = await some(bielle)
    with queries() as few:
        await anne.post("/dossiers/lot/appliquer", {"acte": "statut", "status": "annule", "ids": ids[:5]})
    with queries() as many:
        await anne.post("/dossiers/lot/appliquer", {"acte": "statut", "status": "devis", "ids": ids})
    assert await count(bielle, "status = 'quoted'") == 60
    assert many.count <= few.count + 2
