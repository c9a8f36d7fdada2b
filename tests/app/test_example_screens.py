"""The screens of example data in a real browser: nothing for axe, no page wider than its window, one click each way."""

import os
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser_client import Visitor, logged_in
from tests.companies_ready import ready
from tests.tenants.companies.screens import NARROW, SHOTS, WIDE, faults, show

FORMS = [(WIDE, "light"), (NARROW, "dark")] + ([(WIDE, "dark"), (NARROW, "light")] if SHOTS else [])


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    path = os.environ.get("ODISSEE_CHROMIUM") or shutil.which("chromium-headless-shell")
    assert path, "Aucun Chromium : donnez son chemin dans ODISSEE_CHROMIUM."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path)
        yield browser
        await browser.close()


@pytest.fixture
async def paul(app: Any, database: str) -> Visitor:
    company = await ready("lapeyre-ecrans", "Lapeyre Diagnostics")
    return await logged_in(app, company, company.people["Paul"])


@pytest.mark.feature("TEN-02")
@pytest.mark.long
async def test_the_screens_of_example_data(browser: Browser, paul: Visitor) -> None:
    wrong = await _examine(browser, paul, {"bienvenue-sans": "/bienvenue"})
    await paul.post("/bienvenue/exemples/charger")
    pages = {
        "bienvenue-avec": "/bienvenue",
        "retirer": "/bienvenue/exemples/retirer",
        "dossiers": "/dossiers",
        "contacts": "/contacts",
    }
    wrong += await _examine(browser, paul, pages)
    assert wrong == []


async def _examine(browser: Browser, visitor: Visitor, pages: dict[str, str]) -> list[str]:
    wrong = []
    for name, path in pages.items():
        for size, theme in FORMS:
            page = await show(browser, visitor, path, theme, size, name)
            wrong += [f"{name} {size['width']} {theme}: {fault}" for fault in await faults(page)]
            await page.context.close()
    return wrong
