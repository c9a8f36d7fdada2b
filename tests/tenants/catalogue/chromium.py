"""A real Chromium in front of the application of the tests: each request of the page goes to it, nothing to the network."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Route, async_playwright

from tests.browser_client import Visitor

AXE = Path(__file__).parents[3] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def chromium_path() -> str:
    path = os.environ.get("ODISSEE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "Aucun Chromium : donnez son chemin dans ODISSEE_CHROMIUM."
    return path


@asynccontextmanager
async def page_of(visitor: Visitor, width: int = 1440, theme: str = "light") -> AsyncIterator[Page]:
    """A page that bears the session of a visitor; a redirection is followed before the answer reaches it."""

    async def pass_on(route: Route) -> None:
        request = route.request
        if request.url.endswith("/live"):
            return await route.abort()
        kept = {
            name: value
            for name, value in request.headers.items()
            if name not in ("cookie", "host", "content-length")
        }
        answer = await visitor.http.request(
            request.method, request.url, content=request.post_data_buffer, headers=kept, follow_redirects=True
        )
        headers = {
            name: value
            for name, value in answer.headers.items()
            if name not in ("content-encoding", "content-length")
        }
        await route.fulfill(status=answer.status_code, headers=headers, body=answer.content)
        return None

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path())
        context: Any = await browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        context.set_default_timeout(15000)
        visitor.http.cookies.set("theme", theme)
        await context.route("**/*", pass_on)
        page = await context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        yield page
        await browser.close()


async def violations(page: Page) -> list[str]:
    """What axe finds, in the words of its rules."""
    await page.add_script_tag(path=str(AXE))
    found = await page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.target + ' ' + n.failureSummary)))",
        RULES,
    )
    return list(found)
