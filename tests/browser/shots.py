"""Pictures of the screens with the demonstration's data, to look at: `python -m tests.browser.shots OUT_DIR [WORD…]`.

Every screen at 1440 × 900 and 390 × 844, light and dark; with words, only the addresses that hold one of them.
"""

import asyncio
import os
import re
import secrets
import shutil
import sys
from pathlib import Path

from playwright.async_api import BrowserContext

from tests.browser.crawl import LINKS, Walk
from tests.browser.screens import templates
from tests.live_site import LiveSite, live_site

SIZES = ((1440, 900), (390, 844))
WALKS = (("durand", "Paul", ("company", "any")), ("durand", "Client", ()), ("console", "Nora", ("console",)),
         ("", "", ("site",)), ("vide", "Paul", ()), ("longs", "Sophie", ()))  # fmt: skip
MORE = {"Client": ["/espace"], "": ["/connexion"]}
ALSO = {"vide": ["/dossiers", "/contacts", "/bienvenue"], "longs": ["/dossiers", "/contacts"]}


async def addresses(site: LiveSite, slug: str, person: str, doors: tuple[str, ...]) -> list[str]:
    """The screens to photograph, found by following links."""
    context = await site.sit_down(slug, person)
    page = await context.new_page()
    walk = Walk(context, [one for one in templates() if one.door in doors])
    walk.ahead = {one: one.path for one in walk.templates if one.fixed}
    while waiting := [(one, path) for one, path in walk.ahead.items() if one not in walk.seen]:
        for one, path in waiting:
            walk.seen.add(one)
            await page.goto(path)
            walk.learn([page.url, *await page.evaluate(LINKS)])
    await context.close()
    return [*dict.fromkeys(walk.ahead.values()), *MORE.get(person, []), *ALSO.get(slug, [])]


def _name(slug: str, path: str, width: int, theme: str) -> str:
    plain = re.sub(r"[0-9a-f-]{36}", "x", path.partition("?")[0]).strip("/").replace("/", "-") or "racine"
    return f"{slug or 'site'}-{plain}-{width}-{theme}.png"


async def photograph(context: BrowserContext, paths: list[str], out: Path, slug: str, theme: str) -> None:
    page = await context.new_page()
    for path in paths:
        await page.goto(path)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            await page.screenshot(path=out / _name(slug, path, width, theme))


async def main(out: Path, words: list[str]) -> None:
    os.environ.setdefault("ODISSEE_SECRET", secrets.token_hex(32))
    os.environ.setdefault("ODISSEE_CHROMIUM", shutil.which("chromium-headless-shell") or "")
    async with live_site("live_shots", dossiers=200) as site:
        for slug, person, doors in WALKS:
            paths = await addresses(site, slug, person, doors)
            wanted = [path for path in paths if not words or any(word in path for word in words)]
            for theme in ("light", "dark"):
                context = await site.sit_down(slug, person, theme=theme)
                await photograph(context, wanted, out, slug, theme)
                await context.close()
        await _quote(site, out)


async def _quote(site: LiveSite, out: Path) -> None:
    """The client's page of a quote that waits."""
    for theme in ("light", "dark"):
        context = await site.sit_down("durand", theme=theme)
        await photograph(context, site.links[:1], out, "client", theme)
        await context.close()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
