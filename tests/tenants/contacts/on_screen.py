"""A real browser whose every request is answered by the application of the test run."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Route, async_playwright

from tests.browser_client import Visitor

AXE = Path(__file__).parents[3] / "pwa/node_modules/axe-core/axe.min.js"
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def chromium() -> str | None:
    """The browser of this machine, None when there is none."""
    return os.environ.get("ODISSEE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def screen(visitor: Visitor, width: int = 1440, scheme: Any = "light") -> AsyncIterator[Page]:
    """A page logged in as the visitor; `page.faults` are what the console and the page complained about."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium())
        context = await browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme=scheme,
            locale="fr-FR",
        )
        page = await context.new_page()
        await page.route("**/*", _answered_by(visitor))
        yield page
        await browser.close()


def _answered_by(visitor: Visitor) -> Any:
    async def answer(route: Route) -> None:
        request = route.request
        if "/live" in request.url or not request.url.startswith(visitor.origin):
            await route.abort()
            return
        headers = {
            k: v
            for k, v in (await request.all_headers()).items()
            if k not in ("host", "cookie", "content-length")
        }
        got = await visitor.http.request(
            request.method,
            request.url,
            headers=headers,
            content=request.post_data_buffer,
            follow_redirects=False,
        )
        if got.status_code in (301, 302, 303) and request.is_navigation_request():
            target = got.headers["location"]
            got = await visitor.http.get(target)
        kept = {
            k: v
            for k, v in got.headers.items()
            if k not in ("content-encoding", "content-length", "set-cookie")
        }
        await route.fulfill(status=got.status_code, headers=kept, body=got.content)

    return answer


async def violations(page: Page) -> list[str]:
    """What axe finds, WCAG 2.2 AA and best practices included."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run()")
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
