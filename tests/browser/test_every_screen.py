"""Every screen in a real Chromium: the console, the content policy, axe in both themes, the window at three widths."""

from typing import Any

from tests.browser.crawl import Walk
from tests.browser.screens import templates
from tests.live_site import LiveSite

GUEST = (
    "/mot-de-passe-oublie",
    "/connexion",
    "/connexion/code",
)


def of(*doors: str) -> list[Any]:
    return [one for one in templates() if one.door in doors]


async def test_every_screen_of_the_company(live_site: LiveSite) -> None:
    """Paul owns the company: he may see them all."""
    walk = Walk(await live_site.sit_down("durand", "Paul"), of("company", "any"))
    await walk.everywhere()
    print(f"\n{walk.count} screens examined")
    print("\n".join(walk.faults))
    print([t.path for t in set(walk.templates) - walk.seen])
    assert walk.faults == []
