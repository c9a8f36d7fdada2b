"""What is asked of every screen: no complaint of the browser, no violation for axe, nothing wider than the window."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import ConsoleMessage, Page

AXE = (Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = (390, 320)
HEIGHT = {1440: 900, 390: 844, 320: 640}
RUN = """async only => (await axe.run(document, {runOnly: only, resultTypes: ['violations'], iframes: false}))
  .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 110)}`))"""
FEW_ROWS = (
    """() => { for (const row of document.querySelectorAll('tbody > tr:nth-child(n + 9)')) row.remove() }"""
)
"""Rows of a table are alike: the first eight are looked at."""
THEME = """theme => { document.documentElement.dataset.theme = theme;
  document.getAnimations().filter(one => one instanceof CSSTransition).forEach(one => one.finish()) }"""
REST = "scrollTo(0, document.querySelector('.client__act') ? document.body.scrollHeight : 0)"
"""Where the bar that stays on the screen covers nothing by halves."""
TOO_WIDE = """() => { const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return null;
  const clipped = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false };
  const wide = [...document.querySelectorAll('body *')].filter(e => !clipped(e) &&
    (e.getBoundingClientRect().right > innerWidth + 1 || (e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)));
  return `${over} px too wide: ` + wide.slice(-3).map(e => e.outerHTML.slice(0, 90)).join(' | ') }"""
BONES = """() => ({ title: document.title.trim(), h1: document.querySelectorAll('h1').length,
  skip: document.querySelector('body > a.skip') !== null, main: document.querySelectorAll('main').length })"""
SKIP_SEEN = """() => { const e = document.activeElement, r = e.getBoundingClientRect();
  return e.matches('a.skip') && r.top >= 0 && r.height > 10 && e.getAttribute('href') === '#contenu' }"""


@dataclass
class Complaints:
    """What the console, the content policy and scripts said since the page was opened."""

    said: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.said.append(f"script: {error}"))
        page.on("console", self._console)

    def _console(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and not any(word in line.text for word in self.allowed):
            self.said.append(f"console: {line.text[:200]}")

    def take(self) -> list[str]:
        said, self.said = self.said, []
        return said


async def examined(page: Page, long: bool = False) -> list[str]:
    """Every fault of the screen that is shown, in both themes and at the three widths; leaves it at 1440 px.

    `long` has axe look at each row of each table, at each width.
    """
    faults = [*await _bones(page), *await _skip_link(page)]
    await page.evaluate(AXE)
    for width in NARROW:
        await page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        faults += [f"{width}: {said}" for said in await _overflow(page)]
        if long:
            faults += [f"{width}: {one}" for one in await _axe(page, "light")]
    await page.set_viewport_size({"width": 1440, "height": HEIGHT[1440]})
    faults += [f"1440: {said}" for said in await _overflow(page)]
    if not long:
        await page.evaluate(FEW_ROWS)
    return (
        faults + await _axe(page, "light") + await _axe(page, "dark", RULES if long else ["color-contrast"])
    )


async def _bones(page: Page) -> list[str]:
    bones: dict[str, Any] = await page.evaluate(BONES)
    wanted = {"h1": 1, "main": 1, "skip": True}
    faults = [f"{name} is {bones[name]}" for name, right in wanted.items() if bones[name] != right]
    return faults if len(bones["title"]) > 3 else [*faults, "no title"]


async def _skip_link(page: Page) -> list[str]:
    """The first Tab shows the link to the content; not asked where the page gives the focus to a field or a fault."""
    if await page.evaluate("document.activeElement !== document.body"):
        return []
    await page.keyboard.press("Tab")
    seen = await page.evaluate(SKIP_SEEN)
    await page.evaluate("document.activeElement.blur()")
    return [] if seen else ["the first Tab does not show the skip link"]


async def _axe(page: Page, theme: str, rules: list[str] = RULES) -> list[str]:
    await page.evaluate(THEME, theme)
    await page.evaluate(REST)
    kind = "rule" if rules is not RULES else "tag"
    found: list[str] = await page.evaluate(RUN, {"type": kind, "values": rules})
    return [f"{theme}: {one}" for one in found]


async def _overflow(page: Page) -> list[str]:
    said = await page.evaluate(TOO_WIDE)
    return [said] if said else []
