"""The console's door: password, then always a code; the first login enrols it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.identity import create_operator, email_hash, session_cookie_name
from tests.browser_client import Visitor
from tests.companies import Company
from tests.platform.identity.test_login import log_in
from tests.platform.identity.test_second_step import CODES, SECRET

NOON = datetime(2030, 3, 1, 12, 0, 10, tzinfo=UTC)


async def test_an_operator_enrols_then_logs_in_with_a_code(app: Any) -> None:
    email = f"ops{new_id().hex[-6:]}@odissee.example"
    password = await create_operator(email, "Odile")
    assert len(password) >= 12
    visitor = Visitor(app, "console.localhost")
    with clock.at(NOON):
        answer = await log_in(visitor, email, password)
        assert answer.headers["location"] == "/connexion/double-authentification"
        assert session_cookie_name() not in visitor.http.cookies
        secret = SECRET.search((await visitor.get("/connexion/double-authentification")).text)[1]  # type: ignore[index]
        assert (await visitor.post("/connexion/double-authentification", {"code": "1"})).status_code == 422
        shown = await visitor.post(
            "/connexion/double-authentification", {"code": pyotp.TOTP(secret).at(NOON)}
        )
        assert len(CODES.findall(shown.text)) == 10 and session_cookie_name() in visitor.http.cookies
    later = NOON + timedelta(hours=11)
    with clock.at(later):
        again = Visitor(app, "console.localhost")
        assert (await log_in(again, email, password)).headers["location"] == "/connexion/code"
        done = await again.post("/connexion/code", {"code": pyotp.TOTP(secret).at(later)})
        assert done.status_code == 303 and session_cookie_name() in again.http.cookies
        await again.post("/deconnexion")
        async with db.commons() as tx:
            ended = await tx.fetchval("select count(*) from operator_session where revoked_at is not null")
        assert ended >= 1


async def test_a_person_of_a_company_is_no_operator(app: Any, durand: Company) -> None:
    visitor = Visitor(app, "console.localhost")
    answer = await log_in(visitor, durand.people["Paul"].email)
    assert answer.status_code == 422 and re.search("inexact", answer.text)


async def test_an_operator_enters_no_company(app: Any, durand: Company) -> None:
    email = f"ops{new_id().hex[-6:]}@odissee.example"
    password = await create_operator(email, "Odile")
    assert (await log_in(Visitor(app, durand.host), email, password)).status_code == 422


async def test_creating_an_operator_twice_keeps_the_password(app: Any) -> None:
    email = f"ops{new_id().hex[-6:]}@odissee.example"
    assert await create_operator(email, "Odile") != ""
    assert await create_operator(email, "Odile M.") == ""
    async with db.commons() as tx:
        name = await tx.fetchval(
            "select o.name from operator o join login l on l.id = o.login_id where l.email_hash = $1",
            email_hash(email),
        )
    assert name == "Odile M."
