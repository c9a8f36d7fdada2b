"""Sophie keeps the views that she opens every morning and hides the columns that she never reads."""

import re
from typing import Any

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found
from tests.tenants.dossiers.test_many_at_once import UNDO, numbers
from tests.tenants.dossiers.test_moving import albert

TABS = re.compile(r'class="tabs__view" href="([^"]+)"( aria-current="page")?>(?:<svg.*?</svg>)?([^<]+)<')
HIDDEN = re.compile(r'<table class="table list" data-hide="([^"]+)">')


@pytest.fixture(scope="module")
async def gelos(database: str) -> Company:
    """Twelve dossiers, four of which are rentals."""
    company = await found("gelos", "Gelos Diagnostics", "Pau", {
        "Anne": ("Vidal", "admin"), "Sophie": ("Martin", "office"), "Karim": ("Benali", "sales")})  # fmt: skip
    async with db.tenant(company.tenant_id) as tx:
        for n in range(12):
            await albert(tx, company, nature="rental" if n % 3 == 0 else "sale")
    return company


@pytest.fixture
async def sophie(app: Any, gelos: Company) -> Visitor:
    return await logged_in(app, gelos, gelos.people["Sophie"])


@pytest.fixture
async def anne(app: Any, gelos: Company) -> Visitor:
    return await logged_in(app, gelos, gelos.people["Anne"])


async def tabs(who: Visitor, path: str = "/dossiers") -> dict[str, tuple[str, bool]]:
    """Name → (address, is it the current one)."""
    page = (await who.get(path)).text
    return {name: (href.replace("&amp;", "&"), bool(here)) for href, here, name in TABS.findall(page)}


async def done(who: Visitor, path: str, data: dict[str, Any]) -> str:
    """Where the toast of this act takes it back."""
    assert (await who.post(path, data)).status_code == 303
    undo = UNDO.search((await who.get("/dossiers")).text)
    assert undo
    return undo[1]


@pytest.mark.feature("LIST-07")
async def test_a_view_keeps_filters_and_order_under_a_name_and_comes_back_by_its_tab(sophie: Visitor) -> None:
    assert "Enregistrer cette vue" not in (await sophie.get("/dossiers")).text.split('id="menu-vue"')[0]
    undo = await done(
        sophie, "/dossiers/vues?nature=rental&tri=ville&apres=x", {"name": "  Locations   par ville "}
    )
    address, here = (await tabs(sophie))["Locations par ville"]
    assert address == "/dossiers?nature=rental&tri=ville" and not here
    assert (await tabs(sophie, address))["Locations par ville"] == (address, True)
    assert len(numbers((await sophie.get(address)).text)) == 4
    await sophie.post(undo)
    assert "Locations par ville" not in await tabs(sophie)


async def test_the_same_name_again_replaces_the_view_and_undo_gives_the_former_back(sophie: Visitor) -> None:
    await sophie.post("/dossiers/vues?nature=sale", {"name": "Matin"})
    undo = await done(sophie, "/dossiers/vues?facturation=unpaid", {"name": "Matin"})
    assert (await tabs(sophie))["Matin"][0] == "/dossiers?facturation=unpaid"
    await sophie.post(undo)
    address, _ = (await tabs(sophie))["Matin"]
    assert address == "/dossiers?nature=sale"
    removal = re.search(r'formaction="(/dossiers/vues/[^"]+/retirer)"', (await sophie.get(address)).text)
    assert removal
    undo = await done(sophie, removal[1], {})
    assert "Matin" not in await tabs(sophie)
    await sophie.post(undo)
    assert (await tabs(sophie))["Matin"][0] == address


async def test_who_manages_the_lists_shares_a_view_and_nobody_else_does(
    app: Any, sophie: Visitor, anne: Visitor, gelos: Company
) -> None:
    await anne.post("/dossiers/vues?statut=devis", {"name": "À relancer", "shared": "1"})
    await sophie.post("/dossiers/vues?nature=works", {"name": "À moi", "shared": "1"})
    assert "À relancer" in await tabs(sophie) and "À moi" not in await tabs(anne)
    page = (await sophie.get("/dossiers?statut=devis")).text
    assert "/retirer" not in page, "a colleague's view is not hers to remove"
    async with db.tenant(gelos.tenant_id) as tx:
        view = await tx.fetchval("select id from list_view where name = 'À relancer'")
    assert (await sophie.post(f"/dossiers/vues/{view}/retirer")).status_code == 404


async def test_a_view_shows_each_only_what_they_may_see(app: Any, anne: Visitor, gelos: Company) -> None:
    await anne.post("/dossiers/vues?nature=rental", {"name": "Toutes les locations", "shared": "1"})
    karim = await logged_in(app, gelos, gelos.people["Karim"])
    address, _ = (await tabs(karim))["Toutes les locations"]
    assert numbers((await karim.get(address)).text) == []
    assert len(numbers((await anne.get(address)).text)) == 4


@pytest.mark.parametrize("name", ["", "   "])
async def test_a_view_without_a_name_is_refused_with_words(sophie: Visitor, name: str) -> None:
    before = await tabs(sophie)
    await sophie.post("/dossiers/vues?nature=sale", {"name": name})
    assert "Donnez un nom à cette vue" in (await sophie.get("/dossiers")).text
    assert await tabs(sophie) == before


async def test_thirty_views_are_enough_for_anybody(app: Any, gelos: Company) -> None:
    karim = await logged_in(app, gelos, gelos.people["Karim"])
    for n in range(31):
        await karim.post("/dossiers/vues?nature=sale", {"name": f"Vue {n:02}"})
    assert "Vous avez 30 vues" in (await karim.get("/dossiers")).text
    assert "Vue 30" not in await tabs(karim)


async def test_sophie_hides_columns_for_herself_alone(sophie: Visitor, anne: Visitor) -> None:
    every = ["ref", "vil", "cre", "rdv", "tec", "rap", "dev", "fac", "ech", "mon"]
    undo = await done(sophie, "/dossiers/affichage?nature=sale", {"columns": every})
    shown = HIDDEN.search((await sophie.get("/dossiers")).text)
    assert shown and shown[1] == "pre tar"
    assert HIDDEN.search((await anne.get("/dossiers")).text) is None
    await sophie.post(undo)
    assert HIDDEN.search((await sophie.get("/dossiers")).text) is None


async def test_every_column_that_can_be_hidden_is_a_class_of_the_rows(sophie: Visitor) -> None:
    page = (await sophie.get("/dossiers")).text
    choice = re.findall(r'name="columns" value="(\w+)"', page)
    row = page.split("data-row", 1)[1].split("</tr>")[0]
    head = page.split("<thead>", 1)[1].split("</thead>")[0]
    assert len(choice) == 12
    for key in choice:
        for part in (row, head):
            assert re.search(rf'<t[dh][^>]*class="[^"]*\b{key}\b', part), key


async def test_views_and_columns_cost_the_list_nothing(sophie: Visitor, queries: Any) -> None:
    await sophie.get("/dossiers")
    with queries() as spent:
        await sophie.get("/dossiers")
    assert spent.count == 2
