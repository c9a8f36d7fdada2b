"""A forgotten password (AUTH-04, A10): a link by mail, opened by anybody, pressed by its owner, once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from odissee.platform import clock
from tests.browser_client import Visitor, logged_in
from tests.companies import PASSWORD, Company, Person, hire
from tests.platform.identity.mailbox import do_jobs, last_link, mails
from tests.platform.identity.test_login import log_in

NEW = "trois chevaux gris sous la pluie"


@pytest.fixture
async def mona(durand: Company) -> Person:
    """Mona, of Durand's office, who forgets (a new person for each test)."""
    from odissee.platform.db import new_id

    return await hire(durand, f"Mona{new_id().hex[-8:]}", "Serre", "office")


def without_nonce(page: str) -> str:
    return re.sub(r'nonce="[^"]+"', "", page)


async def ask(visitor: Visitor, company: Company, email: str) -> Any:
    answer = await visitor.post("/mot-de-passe-oublie", {"email": email})
    await do_jobs(company)
    return answer


@pytest.mark.feature("AUTH-04")
async def test_mona_chooses_a_new_password_by_the_link(
    app: Any, durand: Company, visitor: Visitor, mona: Person
) -> None:
    elsewhere = await logged_in(app, durand, mona)
    answer = await ask(visitor, durand, mona.email.upper())
    assert answer.status_code == 200 and "Si un compte existe" in answer.text
    link = await last_link(durand, mona.email)
    assert mona.email in (await visitor.get(link)).text
    changed = await visitor.post(link, {"password": NEW})
    assert (changed.status_code, changed.headers["location"]) == (303, "/dossiers")
    assert (await visitor.get("/securite")).status_code == 200
    assert (await elsewhere.get("/securite")).status_code == 303
    assert (await log_in(Visitor(app, durand.host), mona.email, PASSWORD)).status_code == 422
    assert (await log_in(Visitor(app, durand.host), mona.email, NEW)).status_code == 303
    told = await mails(durand, mona.email, "mail.password_changed")
    assert len(told) == 1 and "autres appareils ont été déconnectés" in told[0]["text_body"]


async def test_an_unknown_address_gets_the_same_words_and_no_mail(
    visitor: Visitor, durand: Company, mona: Person
) -> None:
    unknown = await ask(visitor, durand, "personne@durand.example")
    known = await ask(visitor, durand, mona.email)
    assert without_nonce(unknown.text).replace("personne@durand.example", "X") == without_nonce(
        known.text
    ).replace(mona.email, "X")
    assert await mails(durand, "personne@durand.example") == []


@pytest.mark.feature("AUTH-04")
async def test_a_scanner_opens_the_link_and_mona_still_uses_it(
    app: Any, durand: Company, visitor: Visitor, mona: Person
) -> None:
    """CASE-059: opened by HEAD, GET and a browser, ten minutes before its owner."""
    await ask(visitor, durand, mona.email)
    link, scanner = await last_link(durand, mona.email), Visitor(app, durand.host)
    for _ in range(3):
        await scanner.get(link)
    await scanner.http.head(link)
    assert (await log_in(Visitor(app, durand.host), mona.email)).status_code == 303
    with clock.at(datetime.now(UTC) + timedelta(minutes=10)):
        assert (await visitor.post(link, {"password": NEW})).status_code == 303
    again = await visitor.post(link, {"password": NEW + " !"})
    assert again.status_code == 410 and "Recevoir un autre lien" in again.text


async def test_the_link_dies_after_thirty_minutes(durand: Company, visitor: Visitor, mona: Person) -> None:
    await ask(visitor, durand, mona.email)
    link = await last_link(durand, mona.email)
    with clock.at(datetime.now(UTC) + timedelta(minutes=31)):
        assert (await visitor.get(link)).status_code == 410
        assert (await visitor.post(link, {"password": NEW})).status_code == 410


async def test_a_newer_link_ends_the_older(durand: Company, visitor: Visitor, mona: Person) -> None:
    await ask(visitor, durand, mona.email)
    first = await last_link(durand, mona.email)
    await ask(visitor, durand, mona.email)
    assert (await visitor.get(first)).status_code == 410
    assert (await visitor.get(await last_link(durand, mona.email))).status_code == 200


async def test_a_link_of_durand_is_nothing_at_morel(
    app: Any, durand: Company, morel: Company, visitor: Visitor, mona: Person
) -> None:
    await ask(visitor, durand, mona.email)
    stranger = Visitor(app, morel.host)
    answer = await stranger.get(await last_link(durand, mona.email))
    invented = await stranger.get("/nouveau-mot-de-passe/AAAAAAAAAAAAAAAAAAAAAA")
    assert answer.status_code == invented.status_code == 410


@pytest.mark.parametrize(
    ("password", "words"),
    [("court", "moins de 12"), ("", "obligatoire|Remplissez|champ"), ("motdepasse123", "liste publique"), ("azertyazerty", "liste publique")],
)  # fmt: skip
async def test_a_weak_password_is_refused_and_the_link_still_serves(
    durand: Company, visitor: Visitor, mona: Person, password: str, words: str
) -> None:
    await ask(visitor, durand, mona.email)
    link = await last_link(durand, mona.email)
    answer = await visitor.post(link, {"password": password})
    assert answer.status_code == 422
    assert re.search(words, answer.text)
    assert (await visitor.post(link, {"password": NEW})).status_code == 303


async def test_asking_too_often_waits(durand: Company, visitor: Visitor, mona: Person) -> None:
    answers = [await visitor.post("/mot-de-passe-oublie", {"email": mona.email}) for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert "Réessayez dans" in answers[3].text and mona.email in answers[3].text


async def test_an_incomplete_address_is_said_so(visitor: Visitor) -> None:
    answer = await visitor.post("/mot-de-passe-oublie", {"email": "mona@"})
    assert answer.status_code == 422 and "pas complète" in answer.text and 'value="mona@"' in answer.text
