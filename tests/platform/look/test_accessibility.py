"""The style guide against axe (WCAG 2.2 AA and good practice), in both themes, at three widths."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

AXE = Path(__file__).parents[3] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1440, 390, 320)
PAGES = ("styleguide", "ilots", "refus")


async def visit(browser: Browser, address: str, theme: str, width: int) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    await context.add_cookies([{"name": "theme", "value": theme, "url": address}])
    page = await context.new_page()
    await page.goto(address)
    return page


async def violations(page: Page) -> list[str]:
    await page.add_script_tag(path=str(AXE))
    found = await page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.target + ' ' + n.failureSummary)))",
        RULES,
    )
    return list(found)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
async def test_no_violation(browser: Browser, site: str, path: str, theme: str, width: int) -> None:
    page = await visit(browser, f"{site}/{path}", theme, width)
    assert await violations(page) == []
    await page.context.close()


async def test_axe_is_awake(browser: Browser, site: str) -> None:
    page = await visit(browser, f"{site}/styleguide", "light", 1440)
    await page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<input><img src=x>')"
    )
    assert len(await violations(page)) >= 2
    await page.context.close()


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_overflows_at_320_pixels(browser: Browser, site: str, path: str) -> None:
    page = await visit(browser, f"{site}/{path}", "light", 320)
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await page.context.close()
