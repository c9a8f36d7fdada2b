"""Somebody of two companies goes from one to the other without typing the password again."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.identity import email_hash, revoke_access
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, Person, hire

TOKEN = re.compile(r'name="token" value="([\w-]{22})"')


@pytest.fixture
async def both(durand: Company, morel: Company) -> Person:
    """Ana works at Durand and at Morel (a new person for each test)."""
    ana = await hire(durand, f"Ana{new_id().hex[-8:]}", "Costa", "office")
    async with db.commons() as tx:
        login = await tx.fetchval("select id from login where email_hash = $1", email_hash(ana.email))
        await tx.execute("insert into login_tenant values ($1, $2)", login, morel.tenant_id)
    async with db.tenant(morel.tenant_id) as tx:
        await tx.execute(
            """insert into membership (id, login_id, kind, email, display_name, initials, profiles)
               values ($1, $2, 'staff', $3, 'Ana Costa', 'AC', '{accountant}')""",
            new_id(), login, ana.email,
        )  # fmt: skip
    return ana


async def token_for(visitor: Visitor, company: Company) -> str:
    answer = await visitor.post(f"/societes/{company.tenant_id}")
    assert answer.status_code == 201 or answer.status_code == 200
    return TOKEN.search(answer.text)[1]  # type: ignore[index]


async def land(visitor: Visitor, token: str, origin: str) -> Any:
    return await visitor.http.post("/arrivee", data={"token": token}, headers={"Origin": origin})


async def test_ana_crosses_once(app: Any, durand: Company, morel: Company, both: Person) -> None:
    here, there = await logged_in(app, durand, both), Visitor(app, morel.host)
    page = await here.get("/societes")
    assert "Morel Expertises" in page.text and "Ici" in page.text
    token = await token_for(here, morel)
    answer = await land(there, token, here.origin)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers")
    assert (await there.get("/securite")).status_code == 200
    assert (await land(Visitor(app, morel.host), token, here.origin)).status_code == 410


async def test_the_page_may_post_to_that_host_only(
    app: Any, durand: Company, morel: Company, both: Person
) -> None:
    here = await logged_in(app, durand, both)
    policy = (await here.post(f"/societes/{morel.tenant_id}")).headers["content-security-policy"]
    assert f"form-action http://{morel.host}:8000;" in policy


@pytest.mark.parametrize("origin", [None, "null", "https://pirate.example", "http://morel.localhost:8000"])
async def test_a_stolen_token_posted_from_elsewhere_is_spent_for_nothing(
    app: Any, durand: Company, morel: Company, both: Person, origin: str | None
) -> None:
    here, there = await logged_in(app, durand, both), Visitor(app, morel.host)
    token = await token_for(here, morel)
    headers = {"Origin": origin} if origin else {}
    assert (await there.http.post("/arrivee", data={"token": token}, headers=headers)).status_code == 410
    assert (await land(there, token, here.origin)).status_code == 410


async def test_after_a_minute_the_passage_is_closed(
    app: Any, durand: Company, morel: Company, both: Person
) -> None:
    here = await logged_in(app, durand, both)
    token = await token_for(here, morel)
    with clock.at(datetime.now(UTC) + timedelta(seconds=61)):
        assert (await land(Visitor(app, morel.host), token, here.origin)).status_code == 410


async def test_the_token_of_morel_is_nothing_at_durand(
    app: Any, durand: Company, morel: Company, both: Person
) -> None:
    here = await logged_in(app, durand, both)
    token = await token_for(here, morel)
    assert (await land(Visitor(app, durand.host), token, here.origin)).status_code == 410


async def test_sophie_does_not_cross_to_a_company_that_is_not_hers(
    sophie: Visitor, durand: Company, morel: Company
) -> None:
    for id in (morel.tenant_id, durand.tenant_id, new_id()):
        assert (await sophie.post(f"/societes/{id}")).status_code == 404
    assert "Morel" not in (await sophie.get("/societes")).text


async def test_a_closed_access_is_no_passage(app: Any, durand: Company, morel: Company, both: Person) -> None:
    async with db.tenant(morel.tenant_id) as tx:
        id = await tx.fetchval("select id from membership where email = $1", both.email)
        await revoke_access(tx, id)
    here = await logged_in(app, durand, both)
    assert (await here.post(f"/societes/{morel.tenant_id}")).status_code == 404


async def test_in_a_browser_one_press_is_enough(
    chromium: Any, served: int, durand: Company, morel: Company, both: Person
) -> None:
    """The policy of the page, the Origin of its form and the cookies, as Chromium applies them."""
    page = await (await chromium.new_context()).new_page()
    page.set_default_timeout(6000)
    await page.goto(f"http://{durand.host}:{served}/connexion?suite=/societes")
    await page.get_by_label("Adresse électronique").fill(both.email)
    await page.get_by_label("Mot de passe").fill(both.password)
    await page.get_by_role("button", name="Se connecter").click()
    await page.get_by_role("button", name="Ouvrir").click()
    await page.wait_for_url(f"http://{morel.host}:{served}/dossiers")
    await page.goto(f"http://{morel.host}:{served}/securite")
    assert await page.get_by_text("Ana Costa ·").is_visible()
