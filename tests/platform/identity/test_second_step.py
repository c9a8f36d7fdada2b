"""The code at login: enrolment, replay, drift, recovery codes, and turning it off."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest

from odissee.platform import clock
from odissee.platform.db import db, new_id
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, Person, hire
from tests.platform.identity.test_login import log_in

SECRET = re.compile(r'<code class="mono">([A-Z2-7]+)</code>')
CODES = re.compile(r"<li><code>([a-z0-9]{5}-[a-z0-9]{5})</code></li>")
NOON = datetime(2030, 3, 1, 12, 0, 10, tzinfo=UTC)


@pytest.fixture
async def olga(durand: Company) -> Person:
    """Olga, of Durand's office, who wants a second step (a new person for each test)."""
    return await hire(durand, f"Olga{new_id().hex[-8:]}", "Brun", "office")


async def turn_on(app: Any, company: Company, person: Person) -> tuple[str, list[str]]:
    """Her secret and recovery codes, at noon."""
    with clock.at(NOON):
        visitor = await logged_in(app, company, person)
        page = await visitor.get("/securite/double-authentification")
        secret = SECRET.search(page.text)[1]  # type: ignore[index]
        answer = await visitor.post(
            "/securite/double-authentification", {"code": pyotp.TOTP(secret).at(NOON)}
        )
    assert answer.status_code == 200, answer.text
    return secret, CODES.findall(answer.text)


async def first_step(app: Any, company: Company, person: Person) -> Visitor:
    visitor = Visitor(app, company.host)
    answer = await log_in(visitor, person.email, suite="/securite")
    assert answer.headers["location"] == "/connexion/code"
    return visitor


async def test_the_code_is_asked_after_the_password_and_opens_once(
    app: Any, durand: Company, olga: Person
) -> None:
    secret, codes = await turn_on(app, durand, olga)
    assert len(set(codes)) == 10
    later = NOON + timedelta(minutes=5)
    with clock.at(later):
        visitor = await first_step(app, durand, olga)
        assert (await visitor.get("/securite")).status_code == 303
        code = pyotp.TOTP(secret).at(later)
        answer = await visitor.post("/connexion/code", {"code": f"{code[:3]} {code[3:]}"})
        assert answer.headers["location"] == "/securite"
        assert (await visitor.get("/securite")).status_code == 200
        replay = await (await first_step(app, durand, olga)).post("/connexion/code", {"code": code})
        assert replay.status_code == 422 and "a déjà servi" in replay.text


async def test_the_code_that_turned_it_on_does_not_log_in(app: Any, durand: Company, olga: Person) -> None:
    secret, _ = await turn_on(app, durand, olga)
    with clock.at(NOON):
        visitor = await first_step(app, durand, olga)
        answer = await visitor.post("/connexion/code", {"code": pyotp.TOTP(secret).at(NOON)})
    assert answer.status_code == 422


async def test_a_recovery_code_serves_once(app: Any, durand: Company, olga: Person) -> None:
    _, codes = await turn_on(app, durand, olga)
    visitor = await first_step(app, durand, olga)
    assert (
        await visitor.post("/connexion/code", {"code": codes[3].upper().replace("-", " ")})
    ).status_code == 303
    assert "9 codes de secours restants" in (await visitor.get("/securite")).text
    again = await (await first_step(app, durand, olga)).post("/connexion/code", {"code": codes[3]})
    assert again.status_code == 422


async def test_five_wrong_codes_and_the_door_waits(app: Any, durand: Company, olga: Person) -> None:
    await turn_on(app, durand, olga)
    visitor = await first_step(app, durand, olga)
    answers = [await visitor.post("/connexion/code", {"code": "000000"}) for _ in range(6)]
    assert [a.status_code for a in answers] == [422] * 5 + [429]
    assert "retry-after" in answers[5].headers


async def test_the_first_step_dies_after_ten_minutes_and_cannot_be_invented(
    app: Any, durand: Company, olga: Person
) -> None:
    secret, _ = await turn_on(app, durand, olga)
    start = NOON + timedelta(hours=1)
    with clock.at(start):
        visitor = await first_step(app, durand, olga)
    late = start + timedelta(minutes=11)
    with clock.at(late):
        answer = await visitor.post("/connexion/code", {"code": pyotp.TOTP(secret).at(late)})
        assert answer.headers["location"] == "/connexion"
        forged = Visitor(app, durand.host)
        forged.http.cookies.set("second", "e30=.AAAA", domain=durand.host)
        assert (await forged.get("/connexion/code")).headers["location"] == "/connexion"


async def test_turning_it_off_asks_for_a_fresh_proof_and_comes_back(
    app: Any, durand: Company, olga: Person
) -> None:
    await turn_on(app, durand, olga)
    visitor = await logged_in(app, durand, olga)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update session set fresh_until = null where membership_id = $1", olga.membership_id)
    headers = {"Referer": f"{visitor.origin}/securite"}
    sent = await visitor.post("/securite/double-authentification/desactiver", headers=headers)
    assert sent.headers["location"] == "/confirmer-identite?suite=/securite"
    wrong = await visitor.post("/confirmer-identite", {"password": "faux faux faux", "suite": "/securite"})
    assert wrong.status_code == 422 and "Retapez-le" in wrong.text
    proved = await visitor.post("/confirmer-identite", {"password": olga.password, "suite": "/securite"})
    assert proved.headers["location"] == "/securite"
    assert (await visitor.post("/securite/double-authentification/desactiver")).status_code == 303
    assert (await log_in(Visitor(app, durand.host), olga.email)).headers["location"] == "/dossiers"


async def test_a_wrong_first_code_shows_the_same_square_again(
    app: Any, durand: Company, olga: Person
) -> None:
    visitor = await logged_in(app, durand, olga)
    secret = SECRET.search((await visitor.get("/securite/double-authentification")).text)[1]  # type: ignore[index]
    answer = await visitor.post("/securite/double-authentification", {"code": "12"})
    assert answer.status_code == 422 and secret in answer.text
    assert (await log_in(Visitor(app, durand.host), olga.email)).headers["location"] == "/dossiers"


async def test_the_secret_is_sealed_at_rest(app: Any, durand: Company, olga: Person) -> None:
    secret, codes = await turn_on(app, durand, olga)
    async with db.tenant(durand.tenant_id) as tx:
        stored = await tx.fetchval(
            "select l.totp_secret from login l join membership m on m.login_id = l.id where m.id = $1",
            olga.membership_id,
        )
        hashes = await tx.fetch("select code_hash from login_recovery_code")
    assert secret.encode() not in stored
    assert all(codes[0].replace("-", "").encode() not in row["code_hash"] for row in hashes)
