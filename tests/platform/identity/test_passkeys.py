"""Passkeys in a real Chromium with a virtual authenticator: made, used to log in and to prove, removed."""

from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.platform.identity import session_cookie_name
from tests.browser_client import Visitor, logged_in
from tests.companies import PASSWORD, Company, Person, hire

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
async def lina(durand: Company) -> Person:
    """Lina, technician of Durand, with a phone that knows her finger (a new person for each test)."""
    return await hire(durand, f"Lina{new_id().hex[-8:]}", "Faure", "technician")


async def device(chromium: Any, host: str, port: int) -> tuple[Any, Any, str]:
    """A page of a fresh browser with its authenticator, on a company's host."""
    page = await (await chromium.new_context()).new_page()
    page.set_default_timeout(6000)
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    added = await session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    await page.goto(f"http://{host}:{port}/connexion")
    return page, session, added["authenticatorId"]


async def password_login(page: Any, person: Person) -> None:
    await page.get_by_label("Adresse électronique").fill(person.email)
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.get_by_role("button", name="Se connecter").click()
    await page.wait_for_url("**/dossiers")


async def add_key(page: Any, origin: str) -> None:
    await page.goto(f"{origin}/securite")
    await page.get_by_role("button", name="Ajouter une clé d’accès").click()
    await page.get_by_label("Nom de la clé").wait_for()


async def out(page: Any, origin: str) -> None:
    await page.goto("about:blank")  # what the page still asks for would send it to the login page by itself
    await page.context.clear_cookies()
    await page.goto(f"{origin}/connexion")


@pytest.mark.feature("AUTH-01")
async def test_lina_makes_a_key_and_logs_in_with_her_finger(
    chromium: Any, served: int, durand: Company, lina: Person
) -> None:
    page, session, authenticator = await device(chromium, durand.host, served)
    origin = f"http://{durand.host}:{served}"
    await password_login(page, lina)
    await add_key(page, origin)
    held = await session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})
    assert [c["rpId"] for c in held["credentials"]] == [durand.host] and held["credentials"][0][
        "isResidentCredential"
    ]
    await out(page, origin)
    await page.get_by_role("button", name="Clé d’accès de cet appareil").click()
    await page.wait_for_url("**/dossiers")
    await page.goto(f"{origin}/securite")
    assert await page.get_by_text("utilisée à l’instant").is_visible()


async def test_a_key_is_named_then_removed_and_opens_nothing_more(
    chromium: Any, served: int, durand: Company, lina: Person
) -> None:
    page, _, _ = await device(chromium, durand.host, served)
    origin = f"http://{durand.host}:{served}"
    await password_login(page, lina)
    await add_key(page, origin)
    await page.get_by_label("Nom de la clé").fill("Tablette d’Inès")
    await page.get_by_role("button", name="Renommer").click()
    await page.wait_for_load_state()
    assert await page.get_by_label("Nom de la clé").input_value() == "Tablette d’Inès"
    await page.get_by_role("button", name="Retirer").click()
    await page.wait_for_load_state()
    assert await page.get_by_label("Nom de la clé").count() == 0
    await out(page, origin)
    await page.get_by_role("button", name="Clé d’accès de cet appareil").click()
    await page.get_by_text("n’a pas été reconnue").wait_for()


async def test_the_key_is_a_fresh_proof(chromium: Any, served: int, durand: Company, lina: Person) -> None:
    page, _, _ = await device(chromium, durand.host, served)
    origin = f"http://{durand.host}:{served}"
    await password_login(page, lina)
    await add_key(page, origin)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update session set fresh_until = null where membership_id = $1", lina.membership_id)
    await page.goto(f"{origin}/securite/double-authentification")
    assert "/confirmer-identite" in page.url
    await page.get_by_role("button", name="Clé d’accès de cet appareil").click()
    await page.wait_for_url("**/securite/double-authentification")


async def test_without_the_finger_nothing_opens(
    chromium: Any, served: int, durand: Company, lina: Person
) -> None:
    page, session, authenticator = await device(chromium, durand.host, served)
    origin = f"http://{durand.host}:{served}"
    await password_login(page, lina)
    await add_key(page, origin)
    await out(page, origin)
    await session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    await page.get_by_role("button", name="Clé d’accès de cet appareil").click()
    await page.get_by_text("annulée").wait_for()
    assert not [c for c in await page.context.cookies() if c["name"] == session_cookie_name()]


async def test_a_suspended_person_does_not_enter_by_the_key(
    chromium: Any, served: int, durand: Company, lina: Person
) -> None:
    page, _, _ = await device(chromium, durand.host, served)
    origin = f"http://{durand.host}:{served}"
    await password_login(page, lina)
    await add_key(page, origin)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update membership set revoked_at = now() where id = $1", lina.membership_id)
    await out(page, origin)
    await page.get_by_role("button", name="Clé d’accès de cet appareil").click()
    await page.get_by_text("n’a pas été reconnue").wait_for()


async def test_an_answer_cannot_be_played_again(
    chromium: Any, served: int, durand: Company, lina: Person
) -> None:
    """The browser's own answer and cookie, kept and sent a second time: the challenge is spent."""
    page, _, _ = await device(chromium, durand.host, served)
    origin = f"http://{durand.host}:{served}"
    await password_login(page, lina)
    await add_key(page, origin)
    await out(page, origin)
    async with page.expect_request("**/connexion/cle") as caught:
        await page.get_by_role("button", name="Clé d’accès de cet appareil").click()
    body = (await caught.value).post_data
    await page.wait_for_url("**/dossiers")
    await page.context.clear_cookies(name=session_cookie_name())
    await page.goto(f"{origin}/connexion")
    again = await page.evaluate(
        """async (body) => { const r = await fetch("/connexion/cle", {method: "POST", body, headers: {
             "Content-Type": "application/json", "Accept": "application/json",
             "X-CSRF": document.querySelector('meta[name="csrf-token"]').content}}); return [r.status, await r.json()] }""",
        body,
    )
    assert again[0] == 422 and "reconnue" in again[1]["detail"]


@pytest.mark.parametrize(
    "answer", [{}, {"rawId": "!!"}, {"rawId": "AAAA", "id": "AAAA", "response": {}}, [], "x", None]
)
async def test_nonsense_is_refused(app: Any, durand: Company, lina: Person, answer: Any) -> None:
    visitor = await logged_in(app, durand, lina)
    for options, verify in (
        ("/connexion/cle/options", "/connexion/cle"),
        ("/securite/cles/options", "/securite/cles"),
    ):
        assert (await visitor.post(options)).status_code == 200
        refused = await visitor.request("POST", verify, json=answer, headers={"Accept": "application/json"})
        assert refused.status_code == 422 and "reconnue" in refused.json()["detail"]


async def test_no_challenge_no_login(visitor: Visitor) -> None:
    refused = await visitor.request("POST", "/connexion/cle", json={}, headers={"Accept": "application/json"})
    assert refused.status_code == 422
