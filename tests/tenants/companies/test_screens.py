"""Every page of sign-up, settings, team, rights and console: no fault for axe, no page wider than its window."""

import os
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from odissee.platform import clock
from odissee.platform.db import db, new_id
from odissee.platform.identity import session_cookie_name
from odissee.platform.identity.operators import open_operator_session
from odissee.platform.web.signing import sign
from odissee.tenants.companies import DEMO, DemoData
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found
from tests.tenants.companies.screens import NARROW, SHOTS, WIDE, faults, show

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
FORMS = [(WIDE, "light"), (NARROW, "dark")] + ([(WIDE, "dark"), (NARROW, "light")] if SHOTS else [])


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    path = os.environ.get("ODISSEE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "Aucun Chromium : donnez son chemin dans ODISSEE_CHROMIUM."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path)
        yield browser
        await browser.close()


@pytest.fixture(scope="module")
async def house(database: str) -> Company:
    """A company with people, certifications, a second site, terms, and support let in."""
    house = await found(
        "durand-ecrans", "Durand Diagnostics", "Pau",
        {
            "Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"),
            "Karim": ("Benali", "sales"), "Claire": ("Fabre", "accountant"),
        },
    )  # fmt: skip
    ends = {"dpe": 900, "asbestos": 12, "gas": -40}
    async with db.tenant(house.tenant_id) as tx:
        for domain, days in ends.items():
            await tx.execute(
                """insert into certification (id, staff_id, domain, mention, body, number, valid_from, valid_to)
                   values ($1, $2, $3, $3 = 'dpe', 'Qualixpert', 'C-1187', '2020-01-01', $4)""",
                new_id(), house.people["Inès"].staff_id, domain, clock.today() + timedelta(days=days),
            )  # fmt: skip
        for place, person in enumerate(house.people.values(), 1):
            await tx.execute("update staff_member set colour = $2 where id = $1", person.staff_id, str(place))
        await tx.execute(
            "insert into site (id, name, city, quote_series) values ($1, 'Orthez', 'Orthez', 'O-{AA}-{000}')",
            new_id(),
        )
        await tx.execute(
            "insert into permission_grant (profile, permission, scope) values ('office', 'dunning.see', 'all')"
        )
        await tx.execute(
            "insert into support_consent (id, until, reason) values ($1, $2, 'Devis illisible')",
            new_id(), clock.now() + timedelta(hours=4),
        )  # fmt: skip
    return house


@pytest.fixture
async def operator(app: Any) -> Visitor:
    login, id = new_id(), new_id()
    async with db.commons() as tx:
        await tx.execute("insert into login (id, email_hash) values ($1, $2)", login, login.bytes)
        await tx.execute("insert into operator (id, login_id, name) values ($1, $2, 'Nadia')", id, login)
        token = await open_operator_session(tx, id)
    visitor = Visitor(app, "console.localhost")
    visitor.http.cookies.set(session_cookie_name(), token, domain="console.localhost")
    return visitor


async def _examine(browser: Browser, visitor: Visitor, pages: dict[str, str]) -> list[str]:
    wrong = []
    for name, path in pages.items():
        for size, theme in FORMS:
            page = await show(browser, visitor, path, theme, size, name)
            wrong += [f"{name} {size['width']} {theme}: {fault}" for fault in await faults(page)]
            assert "Incident" not in await page.title(), name
            await page.context.close()
    return wrong


@pytest.mark.feature("TEN-01")
@pytest.mark.long
async def test_the_pages_of_sign_up(browser: Browser, app: Any) -> None:
    told = sign("signup", {"email": "michel.durand@example.org", "link": "http://durand.localhost:8000/x"})
    pages = {
        "accueil": "/accueil",
        "inscription": "/inscription",
        "envoyee": f"/inscription/envoyee?a={told}",
    }
    assert await _examine(browser, Visitor(app, "localhost"), pages) == []


@pytest.mark.feature("SET-01")
async def test_the_pages_of_settings(browser: Browser, app: Any, house: Company) -> None:
    async def nothing(tx: Any) -> None:
        return None

    async def there(tx: Any) -> bool:
        return True

    paul = await logged_in(app, house, house.people["Paul"])
    pages = {
        "bienvenue": "/bienvenue", "parametres": "/parametres", "societe": "/parametres/societe",
        "apparence": "/parametres/apparence?couleur=%231f6f5c", "sites": "/parametres/sites",
        "site": f"/parametres/sites/{house.site_id}", "conditions": "/parametres/conditions",
        "assistance": "/parametres/support",
    }  # fmt: skip
    before, DEMO[:] = list(DEMO), [DemoData(nothing, nothing, there)]
    try:
        assert await _examine(browser, paul, pages) == []
    finally:
        DEMO[:] = before


@pytest.mark.feature("SET-02")
async def test_the_pages_of_the_team(browser: Browser, app: Any, house: Company) -> None:
    paul = await logged_in(app, house, house.people["Paul"])
    ines = f"/parametres/equipe/{house.people['Inès'].membership_id}"
    pages = {
        "equipe": "/parametres/equipe", "inviter": "/parametres/equipe/nouveau", "ines": ines,
        "certification": f"{ines}/certifications/nouvelle", "certifications": "/parametres/certifications",
        "droits": "/parametres/droits?c=technician:dossier.see:all&c=office:invoice.issue:all",
    }  # fmt: skip
    assert await _examine(browser, paul, pages) == []


@pytest.mark.feature("TEN-05")
async def test_the_pages_of_the_console(browser: Browser, operator: Visitor, house: Company) -> None:
    pages = {
        "console": "/console", "console-societe": f"/console/societes/{house.tenant_id}",
        "console-offres": "/console/offres",
    }  # fmt: skip
    assert await _examine(browser, operator, pages) == []


async def test_the_examination_is_able_to_fail(browser: Browser, app: Any) -> None:
    page = await show(browser, Visitor(app, "localhost"), "/accueil", "light", WIDE, "temoin")
    await page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x><div style=width:3000px>x</div>')"
    )
    found = await faults(page)
    assert any("image-alt" in fault for fault in found)
    assert any("too wide" in fault for fault in found)
    await page.context.close()
