"""The list as Sophie uses it all day (LIST-01…32)."""

import re
from datetime import timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found
from tests.tenants.dossiers.test_moving import albert

STATUS_WORDS = ("Tous", "À prospecter", "À deviser", "Précommande", "Devis", "À planifier", "Planifié", "Intervenu",
                "Analyse", "Incomplet", "Finalisé", "Annulé")  # fmt: skip


@pytest.fixture(scope="module")
async def lasserre(database: str) -> Company:
    """A company of its own, so that counts are exact."""
    company = await found("lasserre", "Lasserre Diagnostics", "Pau", {
        "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"), "Claire": ("Fabre", "accountant")})  # fmt: skip
    async with db.tenant(company.tenant_id) as tx:
        for n in range(120):
            with clock.at(clock.now() - timedelta(hours=n)):
                dossier = await albert(
                    tx, company, nature="rental" if n % 3 == 0 else "sale", origin="Agence" if n % 2 else ""
                )
            await tx.execute("update dossier set amount_cents = $2, status = $3 where id = $1",
                             dossier.id, 100_00 + n * 100, "quoted" if n % 4 == 0 else "to_quote")  # fmt: skip
    return company


@pytest.fixture
async def sophie(app: Any, lasserre: Company) -> Visitor:
    return await logged_in(app, lasserre, lasserre.people["Sophie"])


def numbers(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'class="rowlink"[^>]*>(\d+)</a>', page)]


def pages_after(page: str) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', page)
    return found[1].replace("&amp;", "&") if found else ""


@pytest.mark.feature("LIST-01")
@pytest.mark.feature("LIST-02")
@pytest.mark.feature("LIST-05")
@pytest.mark.feature("LIST-19")
async def test_the_home_page_is_the_list_with_its_menu_and_the_persons_corner(sophie: Visitor) -> None:
    home = await sophie.get("/")
    assert home.headers["location"] == "/dossiers"
    page = (await sophie.get("/dossiers")).text
    assert len(numbers(page)) == 50
    assert 'aria-label="Menu principal"' in page and "Sophie Martin, mon compte" in page


@pytest.mark.feature("LIST-06")
async def test_a_counter_a_status_that_filters(sophie: Visitor) -> None:
    page = (await sophie.get("/dossiers")).text
    for word in STATUS_WORDS:
        assert word in page
    quoted = (await sophie.get("/dossiers?statut=devis")).text
    assert len(numbers(quoted)) == 30 and 'aria-current="true"><b>30</b>' in quoted
    assert "<b>120</b><span>Tous" in quoted


@pytest.mark.feature("LIST-07")
@pytest.mark.parametrize(
    ("address", "count"),
    [("nature=rental", 40), ("origine=Agence", 50), ("nature=rental&origine=Agence", 20), ("facturation=unpaid", 0),
     ("creation=1999-01", 0), ("technicien=01a21000-0000-7000-8000-000000000000", 0)],
)  # fmt: skip
async def test_filters_combine_in_the_address(sophie: Visitor, address: str, count: int) -> None:
    page = (await sophie.get(f"/dossiers?{address}")).text
    assert len(numbers(page)) == count
    if not count:
        assert "Aucun dossier ne correspond" in page and "Effacer les filtres" in page


@pytest.mark.parametrize(
    "address", ["statut=inconnu", "apres=%%%", "technicien=x", "creation=2026-99", "tri=nimporte"]
)
async def test_an_unreadable_address_is_the_whole_list(sophie: Visitor, address: str) -> None:
    answer = await sophie.get(f"/dossiers?{address}")
    assert answer.status_code == 200 and len(numbers(answer.text)) == 50


@pytest.mark.parametrize("sort", ["", "numero", "creation", "rdv", "montant", "proprietaire", "ville"])
async def test_paging_neither_skips_nor_repeats_while_colleagues_work(
    sophie: Visitor, lasserre: Company, sort: str
) -> None:
    seen: list[int] = []
    address = f"/dossiers?tri={sort}"
    while address:
        page = (await sophie.get(address)).text
        seen += numbers(page)
        address = pages_after(page)
        async with db.tenant(lasserre.tenant_id) as tx:  # somebody opens a new dossier meanwhile
            await tx.execute("update dossier set active_at = now() where number = $1", seen[0])
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.feature("LIST-03")
@pytest.mark.feature("LIST-20")
@pytest.mark.feature("LIST-23")
async def test_the_search_box_finds_any_word_of_the_row(sophie: Visitor, lasserre: Company) -> None:
    async with db.tenant(lasserre.tenant_id) as tx:
        dossier = await albert(tx, lasserre, internal_ref="Succession Été")
    for typed in ("succession ete", str(dossier.number), "albert bargoin", "aria"):
        page = (await sophie.get("/dossiers", params={"q": typed})).text
        assert dossier.number in numbers(page), typed
    assert "Succession Été" in page and "Pau" in page
    async with db.tenant(lasserre.tenant_id) as tx:
        await tx.execute("update dossier set trashed_at = now() where id = $1", dossier.id)


@pytest.mark.feature("LIST-32")
@pytest.mark.feature("LIST-29")
@pytest.mark.feature("LIST-30")
@pytest.mark.feature("LIST-31")
async def test_star_status_archive_and_bin_each_with_undo(app: Any, durand: Company) -> None:
    sophie = await logged_in(app, durand, durand.people["Sophie"])
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
    base = f"/dossiers/{dossier.id}"
    starred = await sophie.post(f"{base}/urgent", headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in starred.text and "annuler" in starred.headers["HX-Trigger"]
    assert numbers((await sophie.get("/dossiers")).text)[0] == dossier.number
    menu = (await sophie.get(f"{base}/statuts")).text
    assert "Planifié" in menu and 'name="status"' in menu
    moved = await sophie.post(f"{base}/statut", {"status": "planifie"}, headers={"HX-Request": "true"})
    assert "Planifié" in moved.text
    for act in ("archiver", "corbeille"):
        gone = await sophie.post(f"{base}/{act}", headers={"HX-Request": "true"})
        assert dossier.number not in numbers((await sophie.get("/dossiers")).text)
        undo = re.search(r"/annuler/[0-9a-f-]+", gone.headers["HX-Trigger"])
        assert undo and (await sophie.post(undo[0])).status_code == 303
        assert dossier.number in numbers((await sophie.get("/dossiers")).text)


@pytest.mark.feature("LIST-25")
@pytest.mark.feature("LIST-28")
@pytest.mark.parametrize(("state", "words"), [("waiting", "Réponse au devis attendue"), ("accepted", "Devis validé"),
                                              ("refused", "Devis refusé")])  # fmt: skip
async def test_the_quote_column_says_its_state_in_words_too(
    app: Any, durand: Company, state: str, words: str
) -> None:
    sophie = await logged_in(app, durand, durand.people["Sophie"])
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        await tx.execute(
            "update dossier set quote_state = $2, amount_cents = 123456 where id = $1", dossier.id, state
        )
    row = (await sophie.get(f"/dossiers/{dossier.id}/ligne")).text
    assert words in row and "1\u202f234,56\u202f€" in row


@pytest.mark.feature("LIST-26", "LIST-27")
@pytest.mark.parametrize(("state", "paid", "total", "words"), [
    ("none", 0, 0, ("Pas de facture", "aucun")), ("unpaid", 0, 2, ("Facture impayée", "0/2")),
    ("unpaid", 1, 3, ("Facture impayée", "1/3")), ("paid", 2, 2, ("Facture payée", "Tous les échelons sont réglés"))])  # fmt: skip
async def test_the_invoice_and_its_instalments_say_their_state_in_words_too(
    app: Any, durand: Company, state: str, paid: int, total: int, words: tuple[str, str]
) -> None:
    sophie = await logged_in(app, durand, durand.people["Sophie"])
    async with db.tenant(durand.tenant_id) as tx:
        dossier = await albert(tx, durand)
        await tx.execute(
            "update dossier set invoice_state = $2, instalments_paid = $3, instalments_total = $4 where id = $1",
            dossier.id, state, paid, total,
        )  # fmt: skip
    row = (await sophie.get(f"/dossiers/{dossier.id}/ligne")).text
    assert all(word in row for word in words)


async def test_a_page_of_the_list_costs_the_same_for_five_rows_or_fifty(
    sophie: Visitor, queries: Any
) -> None:
    for path in ("/dossiers", "/dossiers?facturation=unpaid"):
        await sophie.get(path)  # the counts of each are then kept until somebody acts
    with queries() as few:
        await sophie.get("/dossiers?facturation=unpaid")
    with queries() as many:
        await sophie.get("/dossiers")
    assert few.count == many.count == 2  # who asks, the rows


async def test_who_may_not_change_sees_no_button_and_is_refused(app: Any, lasserre: Company) -> None:
    claire = await logged_in(app, lasserre, lasserre.people["Claire"])
    page = (await claire.get("/dossiers")).text
    assert len(numbers(page)) == 50 and "data-menu-src" not in page
    async with db.tenant(lasserre.tenant_id) as tx:
        id = await tx.fetchval("select id from dossier limit 1")
    assert (await claire.post(f"/dossiers/{id}/statut", {"status": "annule"})).status_code == 403


async def test_a_technician_sees_only_her_dossiers(app: Any, lasserre: Company) -> None:
    ines = await logged_in(app, lasserre, lasserre.people["Inès"])
    assert "Aucun dossier ne vous est attribué" in (await ines.get("/dossiers")).text


async def test_morel_sees_none_of_them(luc: Visitor, lasserre: Company) -> None:
    page = (await luc.get("/dossiers")).text
    assert numbers(page) == [] and "Albert" not in page


async def test_the_counts_follow_every_act_at_once(sophie: Visitor, lasserre: Company) -> None:
    """They are kept between two acts, never over one."""
    before = (await sophie.get("/dossiers")).text
    assert (await sophie.get("/dossiers")).text.count("data-row") == before.count("data-row")
    async with db.tenant(lasserre.tenant_id) as tx:
        counted = await tx.fetchval(
            "select count(*) from dossier where archived_at is null and trashed_at is null"
        )
        id = await tx.fetchval(
            "select id from dossier where archived_at is null and trashed_at is null limit 1"
        )
    await sophie.post(f"/dossiers/{id}/archiver")
    after = (await sophie.get("/dossiers")).text
    assert f">{counted}<" in before.replace("\u202f", "") or str(counted) in before
    assert before != after and str(counted - 1) in after
