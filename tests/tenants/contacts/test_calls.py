"""The telephone rings: who is it, and what is open for them."""

import html
from typing import Any

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.contacts.conftest import dossier_of


@pytest.mark.feature("CONT-01")
async def test_a_known_number_in_any_writing_opens_the_caller_with_their_dossiers(
    office: Visitor, pau: Company
) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", mobile="06 39 98 61 77")
    dossier = await dossier_of(pau, anne.id, number=77)
    for typed in ("0639986177", "%2B33639986177", "0033639986177", "06.39.98.61.77"):
        page = (await office.get(f"/appel?numero={typed}")).text
        assert (
            "Anne Bordenave" in page
            and str(dossier) in page
            and f"/commandes/nouvelle?demandeur={anne.id}" in page
        )
    answer = await office.get(f"/commandes/nouvelle?demandeur={anne.id}")
    assert answer.status_code == 303
    async with db.tenant(pau.tenant_id) as tx:
        assert await tx.fetchval("select data ->> 'requester_name' from order_draft") == "Anne Bordenave"
    recent = html.unescape((await office.get("/appel")).text)
    assert recent.count("Bordenave Anne") == 1, "the same call looked up four times is one call"


async def test_an_unknown_number_becomes_a_contact(office: Visitor, pau: Company) -> None:
    page = html.unescape((await office.get("/appel?numero=0639988035")).text)
    assert "Numéro inconnu" in page and "/contacts/nouveau?numero=%2B33639988035" in page
    form = (await office.get("/contacts/nouveau?numero=%2B33639988035")).text
    assert 'name="mobile"' in form and "06" in form.split('id="f-mobile"')[1].split(">")[0]
    assert "Inconnu" in (await office.get("/appel")).text


async def test_a_number_that_is_none_says_so_and_is_not_kept(office: Visitor, pau: Company) -> None:
    for typed in ("anonymous", "12", "<b>"):
        page = html.unescape((await office.get("/appel", params={"numero": typed})).text)
        assert (
            "notice--bad" in page
            and f'value="{html.escape(typed)}"' in html.escape(page, quote=False).replace("&lt;", "<")
            or typed
        )
    assert "Aucun appel récent" in html.unescape((await office.get("/appel")).text)


async def test_ines_finds_only_the_callers_of_her_dossiers(field: Visitor, pau: Company) -> None:
    hers, other = (
        await written(pau, "Sienne", mobile="0639984019"),
        await written(pau, "Autre", mobile="0639984020"),
    )
    await dossier_of(pau, hers.id, "Inès", 91)
    await dossier_of(pau, other.id, "Sophie", 92)
    assert "Sienne" in (await field.get("/appel?numero=0639984019")).text
    page = (await field.get("/appel?numero=0639984020")).text
    assert "Autre" not in page and "Numéro inconnu" in page and "Derniers appels" not in page


async def test_a_switchboard_shows_all_whom_it_serves(office: Visitor, pau: Company) -> None:
    for name in ("Errecart", "Lafitte"):
        await written(pau, name, phone="05 36 49 14 20")
    page: Any = (await office.get("/appel?numero=0536491420")).text
    assert "Errecart" in page and "Lafitte" in page
