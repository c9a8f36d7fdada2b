"""A company signs up by itself, from the bare host to its first steps."""

import re
from datetime import timedelta
from typing import Any

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.identity import check_password, email_hash
from odissee.platform.limits import forgive
from odissee.tenants.companies import DEMO, ON_COMPANY_OPENED, DemoData
from tests.browser_client import Visitor
from tests.companies import Company

FORM = {
    "siren": "732 829 320 00074", "name": "Durand & fils", "slug": "", "first_name": "michel", "last_name": "DURAND",
    "email": "michel.durand@example.org", "password": "sept chevaux au bord du gave", "terms": "1",
}  # fmt: skip


@pytest.fixture
async def stranger(app: Any, database: str) -> Visitor:
    """Somebody on the public site."""
    await forgive("signup", "127.0.0.1")
    for name in ("michel.durand", "paul.durand", "luc"):
        await forgive("signup.address", f"{name}@example.org")
    return Visitor(app, "localhost")


async def _sign_up(stranger: Visitor, **changes: str) -> tuple[str, str]:
    """Returns the path of the confirmation link and the host on which it stands."""
    await stranger.get("/inscription")
    answer = await stranger.post("/inscription", FORM | changes)
    assert answer.status_code == 303, answer.text
    page = (await stranger.get(answer.headers["location"])).text
    found = re.search(r'href="http://([a-z0-9.-]+):8000(/inscription/confirmer/[\w-]+)"', page)
    assert found, page
    return found[2], found[1]


@pytest.mark.feature("TEN-01")
async def test_a_company_is_asked_for_confirmed_and_open(app: Any, stranger: Visitor) -> None:
    assert (await stranger.get("/")).headers["location"] == "/accueil"
    assert "Créer ma société" in (await stranger.get("/accueil")).text
    path, host = await _sign_up(stranger)
    assert host == "durand-fils.localhost"
    michel = Visitor(app, host)
    assert (await michel.get("/connexion")).status_code == 403
    asked = await michel.get(path)
    assert "Ouvrir Durand &amp; fils" in asked.text
    answer = await michel.post(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/bienvenue")
    welcome = await michel.get("/bienvenue")
    assert "Bienvenue, Michel" in welcome.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Principal" in (await michel.get("/parametres/sites")).text
    assert "Version 1" in (await michel.get("/parametres/conditions")).text


@pytest.mark.feature("TEN-01")
async def test_the_mail_is_a_row_of_the_new_companys_outbox(app: Any, stranger: Visitor) -> None:
    path, host = await _sign_up(stranger, slug="durand-pau")
    async with db.commons() as tx:
        id = await tx.fetchval("select id from tenant where slug = 'durand-pau' and status = 'closed'")
    async with db.tenant(id) as tx:
        mail = await tx.fetchrow("select to_email, text_body, subject from sent_mail")
        journal = await tx.fetchval("select count(*) from staff_member")
    assert mail is not None
    assert mail["to_email"] == "michel.durand@example.org"
    assert f"http://{host}:8000{path}" in mail["text_body"]
    assert journal == 0


@pytest.mark.feature("TEN-01")
async def test_the_link_serves_once_and_expires(app: Any, stranger: Visitor) -> None:
    path, host = await _sign_up(stranger, slug="durand-lons")
    michel = Visitor(app, host)
    with clock.at(clock.now() + timedelta(hours=49)):
        assert (await michel.get(path)).status_code == 410
    await michel.get(path)
    assert (await michel.post(path)).status_code == 303
    assert (await michel.post(path)).status_code == 410
    assert (await Visitor(app, host).get(path)).status_code == 410


@pytest.mark.feature("TEN-01")
async def test_the_link_of_one_company_opens_no_other(app: Any, stranger: Visitor, morel: Company) -> None:
    path, _ = await _sign_up(stranger, slug="durand-billere")
    luc = Visitor(app, morel.host)
    assert (await luc.get(path)).status_code == 410
    assert (await luc.post(path)).status_code == 410


@pytest.mark.feature("TEN-01")
async def test_every_fault_is_said_at_once_and_nothing_typed_is_lost(stranger: Visitor) -> None:
    await stranger.get("/inscription")
    typed = FORM | {"siren": "732829321", "slug": "console", "password": "azertyuiop123", "terms": ""}
    answer = await stranger.post("/inscription", typed)
    page = answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert answer.status_code == 422
    assert "Ce SIREN n’est pas valide" in page
    assert "« console » est réservé" in page
    assert "figure dans une liste publique" in page
    assert "Acceptez les conditions" in page
    assert 'value="michel.durand@example.org"' in page
    assert "azertyuiop123" not in page


@pytest.mark.feature("TEN-01")
async def test_a_taken_address_is_refused_with_free_ones(stranger: Visitor, durand: Company) -> None:
    await stranger.get("/inscription")
    answer = await stranger.post("/inscription", FORM | {"slug": "durand"})
    assert answer.status_code == 422
    assert "Déjà prise. Libres" in answer.text
    assert "durand-diag" in answer.text


@pytest.mark.feature("TEN-01")
async def test_an_address_never_confirmed_is_free_again_after_two_days(stranger: Visitor) -> None:
    await _sign_up(stranger, slug="durand-gan")
    assert (await stranger.post("/inscription", FORM | {"slug": "durand-gan"})).status_code == 422
    with clock.at(clock.now() + timedelta(hours=49)):
        _, host = await _sign_up(stranger, slug="durand-gan")
    assert host == "durand-gan.localhost"


@pytest.mark.feature("TEN-01")
async def test_signing_up_does_not_change_the_password_of_somebody_known(
    app: Any, stranger: Visitor, durand: Company
) -> None:
    paul = durand.people["Paul"]
    path, host = await _sign_up(stranger, slug="durand-jurancon", email=paul.email)
    michel = Visitor(app, host)
    await michel.get(path)
    assert (await michel.post(path)).status_code == 303
    async with db.commons() as tx:
        stored = await tx.fetchval(
            "select password_hash from login where email_hash = $1", email_hash(paul.email)
        )
    assert check_password(paul.password, stored)
    assert not check_password(FORM["password"], stored)


@pytest.mark.feature("TEN-01")
async def test_the_eleventh_try_of_an_hour_waits(stranger: Visitor) -> None:
    await stranger.get("/inscription")
    answers = [
        await stranger.post("/inscription", FORM | {"slug": f"essai-{n}", "email": f"m{n}@example.org"})
        for n in range(11)
    ]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]


@pytest.mark.feature("TEN-01")
async def test_other_features_fill_a_new_company(app: Any, stranger: Visitor) -> None:
    async def add_catalogue(tx: Any) -> None:
        await tx.execute("insert into setting (key, value) values ('catalogue.test', '1')")

    ON_COMPANY_OPENED.append(add_catalogue)
    try:
        path, host = await _sign_up(stranger, slug="durand-morlaas")
        michel = Visitor(app, host)
        await michel.get(path)
        await michel.post(path)
    finally:
        ON_COMPANY_OPENED.remove(add_catalogue)
    async with db.commons() as tx:
        id = await tx.fetchval("select id from tenant where slug = 'durand-morlaas'")
    async with db.tenant(id) as tx:
        assert await tx.fetchval("select value from setting where key = 'catalogue.test'") == 1
        assert await tx.fetchval("select count(*) from list_value where list = 'cancel_reason'") == 8


@pytest.mark.feature("TEN-02")
async def test_the_first_steps_follow_the_facts_and_disappear(luc: Visitor, morel: Company) -> None:
    before = (await luc.get("/bienvenue")).text
    assert "Vérifier l’identité de la société" in before
    done, counted = _progress(before)
    async with db.tenant(morel.tenant_id) as tx:
        await tx.execute(
            """update company set insurer = 'Assurances des Alpes', policy_number = 'A1', insurance_until = '2027-01-01',
               certification_body = 'Qualixpert', signatory_name = 'Luc Morel'"""
        )
    assert _progress((await luc.get("/bienvenue")).text) == (done + 1, counted)
    assert counted >= 5


def _progress(page: str) -> tuple[int, int]:
    found = re.search(r'badge--info">(\d+) sur (\d+)<', page)
    assert found, "the list shows how far one is"
    return int(found[1]), int(found[2])


@pytest.mark.feature("TEN-02")
async def test_sample_data_come_and_go_with_one_button(paul: Visitor, luc: Visitor) -> None:
    there = "select exists (select from agency_network where name = 'Exemple')"

    async def load(tx: Any) -> None:
        await tx.execute("insert into agency_network (id, name) values (uuidv7(), 'Exemple')")

    async def remove(tx: Any) -> None:
        await tx.execute("delete from agency_network where name = 'Exemple'")

    async def present(tx: Any) -> bool:
        return bool(await tx.fetchval(there))

    before = list(DEMO)
    DEMO[:] = [DemoData(load, remove, present)]
    try:
        assert "Essayer avec des données d’exemple" in (await paul.get("/bienvenue")).text
        assert (await paul.post("/bienvenue/exemples/charger")).status_code == 303
        assert (await paul.post("/bienvenue/exemples/charger")).status_code == 404
        assert "Retirer les données d’exemple" in (await paul.get("/bienvenue")).text
        assert "Essayer avec des données d’exemple" in (await luc.get("/bienvenue")).text
        assert (await paul.post("/bienvenue/exemples/retirer")).status_code == 303
        assert "Essayer avec des données d’exemple" in (await paul.get("/bienvenue")).text
    finally:
        DEMO[:] = before


@pytest.mark.feature("TEN-02")
async def test_a_company_opened_a_minute_ago_tries_with_examples_and_removes_them(
    app: Any, stranger: Visitor
) -> None:
    path, host = await _sign_up(stranger, slug="durand-essais")
    michel = Visitor(app, host)
    await michel.get(path)
    await michel.post(path)
    assert "Essayer avec des données d’exemple" in (await michel.get("/bienvenue")).text
    assert (await michel.post("/bienvenue/exemples/charger")).status_code == 303
    dossiers = (await michel.get("/dossiers")).text
    assert "(exemple)" in dossiers and "Données d’exemple" in dossiers
    preview = (await michel.get("/bienvenue/exemples/retirer")).text.replace("\xa0", " ")
    assert "14 dossiers" in preview and "19 contacts" in preview
    assert (await michel.post("/bienvenue/exemples/retirer")).status_code == 303
    assert "(exemple)" not in (await michel.get("/dossiers")).text
    assert "Essayer avec des données d’exemple" in (await michel.get("/bienvenue")).text
