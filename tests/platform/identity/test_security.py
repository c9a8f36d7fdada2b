"""One's own sessions and password on `/securite`."""

import re
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from tests.browser_client import Visitor, logged_in
from tests.companies import PASSWORD, Company, Person, hire
from tests.platform.identity.mailbox import mails
from tests.platform.identity.test_login import log_in

END = re.compile(r"/securite/appareils/([0-9a-f-]{36})/deconnecter")


@pytest.fixture
async def rita(durand: Company) -> Person:
    """Rita, of Durand's office (a new person for each test)."""
    return await hire(durand, f"Rita{new_id().hex[-8:]}", "Colin", "office")


@pytest.mark.feature("AUTH-09")
async def test_rita_sees_her_devices_and_ends_one(app: Any, durand: Company, rita: Person) -> None:
    office, phone = await logged_in(app, durand, rita), await logged_in(app, durand, rita)
    page = await office.get("/securite")
    assert page.text.count("203.0.113.7") == 2 and "Cet appareil" in page.text
    others = END.findall(page.text)
    assert len(others) == 1
    assert (await office.post(f"/securite/appareils/{others[0]}/deconnecter")).status_code == 303
    assert (await phone.get("/securite")).status_code == 303
    assert (await office.get("/securite")).status_code == 200


async def test_all_other_devices_end_at_once(app: Any, durand: Company, rita: Person) -> None:
    here, *others = [await logged_in(app, durand, rita) for _ in range(4)]
    await here.post("/securite/appareils/deconnecter")
    assert [(await v.get("/securite")).status_code for v in (here, *others)] == [200, 303, 303, 303]


async def test_nobody_ends_somebody_elses_session(
    app: Any, durand: Company, morel: Company, rita: Person, luc: Visitor
) -> None:
    target = await logged_in(app, durand, rita)
    async with db.tenant(durand.tenant_id) as tx:
        id = await tx.fetchval("select id from session where membership_id = $1", rita.membership_id)
    sophie = await logged_in(app, durand, durand.people["Sophie"])
    for stranger in (sophie, luc):
        answers = [await stranger.post(f"/securite/appareils/{one}/deconnecter") for one in (id, new_id())]
        assert [a.status_code for a in answers] == [404, 404]
    assert (await target.get("/securite")).status_code == 200


async def test_a_new_password_ends_the_others_and_keeps_this_one(
    app: Any, durand: Company, rita: Person
) -> None:
    here, other = await logged_in(app, durand, rita), await logged_in(app, durand, rita)
    short = await here.post("/securite/mot-de-passe", {"password": "court"})
    assert short.status_code == 422 and "moins de 12" in short.text
    answer = await here.post("/securite/mot-de-passe", {"password": "sept fenêtres ouvertes sur mer"})
    assert answer.headers["location"] == "/securite"
    assert [(await v.get("/securite")).status_code for v in (here, other)] == [200, 303]
    assert (await log_in(Visitor(app, durand.host), rita.email, PASSWORD)).status_code == 422
    assert len(await mails(durand, rita.email, "mail.password_changed")) == 1


async def test_her_own_name_is_not_a_password(app: Any, durand: Company) -> None:
    berengere = await hire(durand, "Berengere", "Castillon", "office")
    visitor = await logged_in(app, durand, berengere)
    answer = await visitor.post("/securite/mot-de-passe", {"password": "Berengere 2026"})
    assert answer.status_code == 422 and "reprend votre nom" in answer.text


async def test_the_password_changes_only_after_a_fresh_proof(app: Any, durand: Company, rita: Person) -> None:
    visitor = await logged_in(app, durand, rita)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update session set fresh_until = null where membership_id = $1", rita.membership_id)
    answer = await visitor.post("/securite/mot-de-passe", {"password": "sept fenêtres ouvertes sur mer"})
    assert answer.headers["location"].startswith("/confirmer-identite")
    assert (await log_in(Visitor(app, durand.host), rita.email)).status_code == 303


async def test_a_stranger_sees_no_security_page(visitor: Visitor) -> None:
    for path in ("/securite", "/societes", "/confirmer-identite", "/integration/connexion"):
        assert (await visitor.get(path)).headers["location"].startswith("/connexion?suite=")
