"""The two screens of a pasted request, by mouse, both themes, desk and phone: no axe fault, nothing beyond the edge."""

from typing import Any

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.test_in_the_browser import AXE, FIND, RULES, SAY, SHOTS
from tests.tenants.orders.test_pasted import AGENCY


@pytest.mark.feature("OUR-15")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
async def test_sophie_pastes_a_request(
    office: Visitor, pau: Company, sit_down: Any, width: int, theme: str
) -> None:
    await written(pau, "Aubertin", first_name="Claire", mobile="0600000011")
    context = await sit_down(office, width=width, height=844, theme=theme)
    page = await context.new_page()
    await page.goto("/commandes/lire")
    await examined(page, f"coller-{width}-{theme}")
    await page.get_by_label("Texte ou mail").fill(AGENCY)
    await page.get_by_role("button", name="Lire la demande").click()
    await page.get_by_role("heading", name="Demande lue").wait_for()
    assert await page.get_by_label("Surface").input_value() == "62"
    await examined(page, f"lecture-{width}-{theme}")
    await page.get_by_role("radio", name="Claire Aubertin").check()
    await page.get_by_role("button", name="Ouvrir la commande").click()
    await page.get_by_role("heading", name="1. Mission et tarif").wait_for()
    assert await page.get_by_label("Surface", exact=True).input_value() == "62"


async def examined(page: Any, name: str) -> None:
    await page.add_script_tag(path=str(AXE))
    assert await page.evaluate(f"rules => {FIND}{SAY}", RULES) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
