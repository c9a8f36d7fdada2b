"""A real browser on the application of the test: each request of the browser is answered by a visitor."""

import os
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Route

from tests.browser_client import Visitor

AXE = Path(__file__).parents[3] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("ODISSEE_SHOTS", "")
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


async def show(browser: Browser, visitor: Visitor, path: str, theme: str, size: Any, name: str) -> Page:
    """The page as the visitor sees it; kept as a picture when ODISSEE_SHOTS names a folder."""
    context = await browser.new_context(
        viewport=size, locale="fr-FR", color_scheme="dark" if theme == "dark" else "light", bypass_csp=True
    )
    page = await context.new_page()

    async def answer(route: Route) -> None:
        wanted = route.request.url.removeprefix(visitor.origin)
        if wanted.startswith("/live") or not route.request.url.startswith(visitor.origin):
            await route.abort()
            return
        if wanted.startswith("/static/assets/"):
            await route.fulfill(path=_asset(wanted))
            return
        got = await visitor.http.get(wanted)
        headers = {k: v for k, v in got.headers.items() if k not in ("content-encoding", "content-length")}
        await route.fulfill(status=got.status_code, headers=headers, body=got.content)

    await page.route("**/*", answer)
    await page.goto(visitor.origin + path)
    await page.wait_for_load_state("load")
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}-{size['width']}-{theme}.png", full_page=True)
    return page


def _asset(wanted: str) -> Path:
    """The file, or the newest of its name: another build may have replaced it since this process began."""
    name = wanted.rpartition("/")[2].partition("?")[0]
    folder = AXE.parents[2] / "dist" / "assets"
    if (folder / name).exists():
        return folder / name
    stem, _, end = name.rpartition("-")
    return next(folder.glob(f"{stem}-*.{end.rpartition('.')[2]}"))


async def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate(
        """async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
             .violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | '))"""
    )
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} px too wide"] if wide > 0 else [])]
