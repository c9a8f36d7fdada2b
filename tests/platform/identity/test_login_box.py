"""The login box on the company's own web site (AUTH-01, AUTH-02, AUTH-03)."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.platform.identity import session_cookie_name
from odissee.platform.identity.embed import snippet
from odissee.platform.tenancy import forget_places
from tests.browser_client import Visitor
from tests.companies import PASSWORD, Company

SITE_PORT = 8422 + 2 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
SITE = f"http://site.localhost:{SITE_PORT}"
OTHER = f"http://autre.localhost:{SITE_PORT}"


class Page(BaseHTTPRequestHandler):
    """Durand's web site: one page that holds the box."""

    def __init__(self, html: str, *args: Any) -> None:
        self.html = html.encode()
        super().__init__(*args)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.html)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def site(served: int, durand: Company) -> Iterator[str]:
    """The address of the site, served from another origin."""
    html = f"<!doctype html><title>Durand</title><h1>Durand</h1>{snippet(f'http://{durand.host}:{served}')}"
    server = ThreadingHTTPServer(("127.0.0.1", SITE_PORT), partial(Page, html))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield SITE
    server.shutdown()
    server.server_close()


@pytest.fixture
async def allowed(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update tenant set embed_origins = $2 where id = $1", durand.tenant_id, [SITE])
    forget_places()


async def type_in(browser: Any, site: str, email: str, password: str) -> Any:
    page = await (await browser.new_context()).new_page()
    page.set_default_timeout(6000)
    await page.goto(site)
    await page.get_by_label("Adresse électronique").fill(email)
    await page.get_by_label("Mot de passe").fill(password)
    await page.get_by_role("button", name="Se connecter").click()
    await page.wait_for_load_state()
    return page


@pytest.mark.feature("AUTH-02")
async def test_from_the_site_straight_into_the_application(
    chromium: Any, site: str, served: int, durand: Company, allowed: None
) -> None:
    page = await type_in(chromium, site, durand.people["Sophie"].email, PASSWORD)
    assert page.url == f"http://{durand.host}:{served}/dossiers"
    await page.goto(f"http://{durand.host}:{served}/securite")
    assert await page.get_by_role("heading", name="Sécurité du compte").is_visible()


@pytest.mark.feature("AUTH-03")
async def test_a_wrong_password_leads_to_our_page_with_the_address_filled(
    chromium: Any, site: str, served: int, durand: Company, allowed: None
) -> None:
    page = await type_in(chromium, site, durand.people["Karim"].email, "pas le bon mot de passe")
    assert page.url == f"http://{durand.host}:{served}/connexion"
    assert await page.get_by_label("Adresse électronique").input_value() == durand.people["Karim"].email
    assert await page.get_by_text("Identifiant ou mot de passe inexact").is_visible()
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.get_by_role("button", name="Se connecter").click()
    await page.wait_for_url("**/dossiers")


@pytest.mark.feature("AUTH-03")
async def test_forgotten_leads_to_our_page(chromium: Any, site: str, durand: Company, allowed: None) -> None:
    page = await (await chromium.new_context()).new_page()
    page.set_default_timeout(6000)
    await page.goto(site)
    await page.get_by_role("link", name="Mot de passe oublié").click()
    await page.wait_for_url("**/mot-de-passe-oublie")
    assert durand.host in page.url


async def test_the_same_box_on_another_site_is_refused(
    chromium: Any, site: str, served: int, durand: Company, allowed: None
) -> None:
    page = await type_in(chromium, OTHER, durand.people["Sophie"].email, PASSWORD)
    assert await page.get_by_text("n’est pas autorisé").is_visible()
    assert not [c for c in await page.context.cookies() if c["name"] == session_cookie_name()]


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://pirate.example", SITE + ".pirate.example", SITE.upper()],
    ids=["absent", "null", "foreign", "suffixed", "upper case"],
)
async def test_without_the_right_origin_a_right_password_opens_nothing(
    app: Any, durand: Company, allowed: None, origin: str | None
) -> None:
    visitor = Visitor(app, durand.host)
    data = {"email": durand.people["Sophie"].email, "password": PASSWORD}
    refused = await visitor.http.post("/entrer", data=data, headers={"Origin": origin} if origin else {})
    assert refused.status_code == 403 and session_cookie_name() not in visitor.http.cookies
    assert (await visitor.http.post("/entrer", data=data, headers={"Origin": SITE})).status_code == 303


async def test_durands_site_opens_nothing_at_morel(app: Any, morel: Company, allowed: None) -> None:
    data = {"email": morel.people["Luc"].email, "password": PASSWORD}
    answer = await Visitor(app, morel.host).http.post("/entrer", data=data, headers={"Origin": SITE})
    assert answer.status_code == 403


@pytest.mark.feature("AUTH-01")
async def test_paul_lists_his_site_and_gets_the_lines_to_paste(
    paul: Visitor, sophie: Visitor, durand: Company
) -> None:
    page = await paul.get("/integration/connexion")
    assert f"{paul.origin}/entrer" in page.text and "Sites autorisés" in page.text
    answer = await paul.post("/integration/connexion", {"sites": "www.durand-diagnostics.fr/contact\n"})
    assert answer.status_code == 303
    assert "https://www.durand-diagnostics.fr\n" in (await paul.get("/integration/connexion")).text.replace(
        "</textarea", "\n</textarea"
    )
    wrong = await paul.post("/integration/connexion", {"sites": "http://durand.fr\nhttps://bon.fr"})
    assert wrong.status_code == 422 and "en https" in wrong.text and "https://bon.fr" in wrong.text
    assert (await sophie.get("/integration/connexion")).status_code == 403
    assert (
        await sophie.post("/integration/connexion", {"sites": "https://pirate.example"})
    ).status_code == 403
