"""Logging in by password (AUTH-01, AUTH-05, AUTH-07): people who may, people who may not, and those who try."""

from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.identity import passwords, proof, revoke_access, session_cookie_name
from odissee.platform.identity.access import restore_access
from tests.browser_client import Visitor
from tests.companies import PASSWORD, Company, hire
from tests.platform.identity.mailbox import mails

WRONG = "Identifiant ou mot de passe inexact"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


async def log_in(visitor: Visitor, email: str, password: str = PASSWORD, **more: str) -> Any:
    return await visitor.post("/connexion", {"email": email, "password": password, "remember": "1", **more})


@pytest.mark.feature("AUTH-01")
async def test_sophie_logs_in_and_is_at_work(app: Any, durand: Company) -> None:
    visitor = Visitor(app, durand.host)
    page = await visitor.get("/connexion")
    assert (
        page.status_code == 200 and "Durand Diagnostics" in page.text and "Mot de passe oublié" in page.text
    )
    answer = await log_in(visitor, " Sophie.Martin@Durand.example ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers")
    assert (await visitor.get("/securite")).status_code == 200


@pytest.mark.feature("AUTH-05")
@pytest.mark.feature("AUTH-07")
async def test_the_same_password_opens_the_phone(app: Any, durand: Company) -> None:
    phone = Visitor(app, durand.host)
    phone.http.headers["user-agent"] = PHONE
    await log_in(phone, durand.people["Inès"].email)
    assert "Safari sur iPhone" in (await phone.get("/securite")).text


async def test_the_cookie_is_for_this_host_and_no_script(app: Any, durand: Company) -> None:
    answer = await log_in(Visitor(app, durand.host), durand.people["Sophie"].email)
    cookie = next(
        c for c in answer.headers.get_list("set-cookie") if c.startswith(session_cookie_name() + "=")
    )
    assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower() and "domain" not in cookie.lower()


async def test_with_https_the_cookie_is_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from odissee.platform.identity.pages import cookies
    from odissee.platform.settings import settings

    safe = replace(settings(), scheme="https")
    monkeypatch.setattr("odissee.platform.identity.sessions.settings", lambda: safe)
    monkeypatch.setattr(cookies, "settings", lambda: safe)
    cookie = cookies.session_cookie("token", remember=True)
    assert cookie.key == "__Host-session" and cookie.secure and cookie.path == "/" and cookie.domain is None


async def test_without_the_box_the_cookie_goes_with_the_window(app: Any, durand: Company) -> None:
    visitor = Visitor(app, durand.host)
    data = {"email": durand.people["Sophie"].email, "password": PASSWORD}
    cookies = (await visitor.post("/connexion", data)).headers.get_list("set-cookie")
    cookie = next(c for c in cookies if c.startswith(session_cookie_name() + "="))
    assert "max-age" not in cookie.lower()


async def test_she_comes_back_where_she_was(app: Any, durand: Company) -> None:
    visitor = Visitor(app, durand.host)
    sent = await visitor.get("/securite")
    assert sent.headers["location"] == "/connexion?suite=/securite"
    await visitor.get(sent.headers["location"])
    answer = await log_in(visitor, durand.people["Sophie"].email, suite="/securite")
    assert answer.headers["location"] == "/securite"


@pytest.mark.parametrize(
    "path", ["https://pirate.example/", "//pirate.example", "/\\pirate.example", "javascript:alert(1)"]
)
async def test_a_way_back_to_elsewhere_leads_home(app: Any, durand: Company, path: str) -> None:
    visitor = Visitor(app, durand.host)
    page = await visitor.get("/connexion", params={"suite": path})
    assert "pirate" not in page.text
    assert (await log_in(visitor, durand.people["Sophie"].email, suite=path)).headers[
        "location"
    ] == "/dossiers"


async def test_the_root_leads_to_work_or_to_the_login_page(sophie: Visitor, visitor: Visitor) -> None:
    assert (await sophie.get("/")).headers["location"] == "/dossiers"
    assert (await visitor.get("/")).headers["location"] == "/connexion"


async def test_unknown_and_known_addresses_get_the_same_answer(app: Any, durand: Company) -> None:
    answers = []
    for email in ("nadia.personne@durand.example", durand.people["Karim"].email):
        visitor = Visitor(app, durand.host)
        answer = await log_in(visitor, email, "ce n’est pas le bon")
        answers.append((answer.status_code, answer.text.replace(email, "X").replace(visitor.token, "")))
        assert WRONG in answer.text and "ce n’est pas" not in answer.text and email in answer.text
    assert answers[0][0] == answers[1][0] == 422
    assert len(answers[0][1]) == len(answers[1][1])


async def test_unknown_and_known_addresses_cost_the_same_work(
    app: Any, durand: Company, morel: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argon2 runs once for each: known, unknown, and known elsewhere only."""
    hasher, hashes = passwords.HASHER, []

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            hashes.append(stored.split("$")[1:4])
            return hasher.verify(stored, password)

        hash = hasher.hash

    passwords._decoy()
    monkeypatch.setattr(passwords, "HASHER", Counting())
    for email in (durand.people["Hugo"].email, "nadia2@durand.example", morel.people["Luc"].email):
        await log_in(Visitor(app, durand.host), email, "mauvais mot de passe")
    assert len(hashes) == 3 and hashes[0] == hashes[1] == hashes[2]


async def test_an_empty_form_says_what_to_type(visitor: Visitor) -> None:
    answer = await visitor.post("/connexion", {"email": "", "password": " "})
    assert answer.status_code == 422
    assert "Tapez votre adresse" in answer.text and "Tapez votre mot de passe" in answer.text


@pytest.mark.parametrize("email", ["' or 1=1 --", "a@b", "é" * 3000, "\x00", "x@exemple.fr, y@exemple.fr"])
async def test_nonsense_is_an_unknown_address(visitor: Visitor, email: str) -> None:
    assert WRONG in (await log_in(visitor, email, "p" * 5000)).text


async def test_morels_people_do_not_enter_durand(app: Any, durand: Company, morel: Company) -> None:
    answer = await log_in(Visitor(app, durand.host), morel.people["Luc"].email)
    assert answer.status_code == 422 and WRONG in answer.text


async def test_a_token_of_durand_is_nothing_at_morel(sophie: Visitor, app: Any, morel: Company) -> None:
    token = sophie.http.cookies[session_cookie_name()]
    assert (await sophie.get("/securite")).status_code == 200
    stranger = Visitor(app, morel.host)
    stranger.http.cookies.set(session_cookie_name(), token, domain=morel.host)
    assert (await stranger.get("/securite")).headers["location"].startswith("/connexion")


async def test_a_suspended_person_is_out_at_once_and_cannot_return(app: Any, durand: Company) -> None:
    nina = await hire(durand, "Nina", "Roux", "office")
    visitor = Visitor(app, durand.host)
    await log_in(visitor, nina.email)
    async with db.tenant(durand.tenant_id) as tx:
        await revoke_access(tx, nina.membership_id)
    assert (await visitor.get("/securite")).headers["location"].startswith("/connexion")
    assert WRONG in (await log_in(Visitor(app, durand.host), nina.email)).text
    async with db.tenant(durand.tenant_id) as tx:
        await restore_access(tx, nina.membership_id)
    assert (await log_in(Visitor(app, durand.host), nina.email)).status_code == 303


async def test_somebody_whose_contract_has_ended_does_not_enter(app: Any, durand: Company) -> None:
    theo = await hire(durand, "Theo", "Blanc", "technician")
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            "update membership set active_until = '2020-01-31' where id = $1", theo.membership_id
        )
    assert WRONG in (await log_in(Visitor(app, durand.host), theo.email)).text


@pytest.mark.parametrize("forge", ["no token", "other origin", "other browser"])
async def test_a_forged_form_is_refused(app: Any, durand: Company, forge: str) -> None:
    """The same form with the token passes: the guard is what stops the others."""
    data = {"email": durand.people["Sophie"].email, "password": PASSWORD}
    visitor, other = Visitor(app, durand.host), Visitor(app, durand.host)
    await visitor.get("/connexion")
    await other.get("/connexion")
    headers = {
        "no token": {"X-CSRF": ""},
        "other origin": {"Origin": "https://pirate.example"},
        "other browser": {"X-CSRF": other.token},
    }[forge]
    answer = await visitor.post("/connexion", data, headers=headers)
    assert answer.status_code == 403 and session_cookie_name() not in visitor.http.cookies
    assert (await visitor.post("/connexion", data)).status_code == 303


async def test_after_five_wrong_passwords_the_account_waits_and_says_so(app: Any, durand: Company) -> None:
    lea = await hire(durand, "Lea", "Petit", "office")
    for _ in range(5):
        assert (await log_in(Visitor(app, durand.host), lea.email, "faux faux faux")).status_code == 422
    answer = await log_in(Visitor(app, durand.host), lea.email)
    assert answer.status_code == 429 and "Compte bloqué pour 1 minute" in answer.text
    assert 0 < int(answer.headers["retry-after"]) <= 31 and lea.email in answer.text


async def test_the_flood_on_lea_at_morel_leaves_lea_at_durand_alone(
    app: Any, durand: Company, morel: Company
) -> None:
    eva = await hire(durand, "Eva", "Noir", "office")
    for _ in range(7):
        answer = await log_in(Visitor(app, morel.host), eva.email, "faux faux faux")
    assert answer.status_code == 429
    assert (await log_in(Visitor(app, durand.host), eva.email)).status_code == 303


async def test_logging_out_ends_the_session_even_for_a_copied_cookie(app: Any, durand: Company) -> None:
    visitor, thief = Visitor(app, durand.host), Visitor(app, durand.host)
    await log_in(visitor, durand.people["Sophie"].email)
    thief.http.cookies.set(
        session_cookie_name(), visitor.http.cookies[session_cookie_name()], domain=durand.host
    )
    assert (await thief.get("/securite")).status_code == 200
    assert (await visitor.post("/deconnexion")).headers["location"] == "/connexion"
    assert (await thief.get("/securite")).status_code == 303


async def test_a_new_device_is_announced_once(app: Any, durand: Company) -> None:
    zoe = await hire(durand, "Zoe", "Martel", "office")
    visitor = Visitor(app, durand.host)
    visitor.http.headers["user-agent"] = PHONE
    await log_in(visitor, zoe.email)
    await visitor.post("/deconnexion")
    await log_in(visitor, zoe.email)
    sent = await mails(durand, zoe.email, "mail.new_device")
    assert len(sent) == 1 and "Safari sur iPhone" in sent[0]["text_body"]
    await log_in(Visitor(app, durand.host), zoe.email)
    assert len(await mails(durand, zoe.email, "mail.new_device")) == 2


async def test_the_password_is_read_beside_the_event_loop() -> None:
    assert await proof.verified("x", None) is False
    stored = passwords.hash_password("une phrase à elle")
    assert await proof.verified("une phrase à elle", stored) is True
