"""An agency orders from its space, on a phone; the office reads it again, completes it and books nothing by mistake."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.examine import Complaints
from tests.live_site import LiveSite


@pytest.mark.feature("LIST-10", "CREA-03", "LIST-33")
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_an_agency_orders_again(live_site: LiveSite, theme: str) -> None:
    owner = {"light": "Salefranque", "dark": "Bonnecaze"}[theme]
    phone = await live_site.sit_down("durand", "Client", width=390, height=844, theme=theme)
    page = await phone.new_page()
    complaints = Complaints()
    complaints.listen(page)
    await page.goto("/espace")
    await page.get_by_role("link", name="Commander").first.click()
    await page.wait_for_url("**/espace/demande*")
    for name, value in {"address": "3 rue Serviez", "postcode": "64000", "city": "Pau", "surface": "48", "rooms": "2",
                        "owner_last_name": owner}.items():  # fmt: skip
        await page.fill(f"#f-{name}", value)
    await page.locator("#f-message").fill("Compromis signé vendredi, clés à l’agence.")
    await page.get_by_role("button", name="Commander").click()
    await expect(page.locator("main")).to_contain_text(owner)

    office = await live_site.sit_down("durand", "Sophie", theme=theme)
    desk = await office.new_page()
    complaints.listen(desk)
    await desk.goto("/dossiers?statut=precommande")
    await desk.locator("#rows tr", has_text=owner).locator(".rowlink").click()
    await expect(desk.locator(".banner .pill")).to_contain_text("Précommande")
    await expect(desk.locator("main")).to_contain_text("clés à l’agence")
    await (
        desk.get_by_role("link", name=re.compile("Relire"))
        .or_(desk.get_by_role("button", name=re.compile("Relire")))
        .first.click()
    )
    await desk.wait_for_url("**/commandes/*/*")
    assert await desk.input_value("#f-surface") == "48"
    assert complaints.take() == []
    await phone.close()
    await office.close()
