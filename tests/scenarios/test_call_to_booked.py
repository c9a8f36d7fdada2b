"""From the call to the booked visit: a new client calls, gets a quote in a minute, says yes by phone, chooses an hour."""

import re
import time
from datetime import timedelta

import pytest
from playwright.async_api import expect

from odissee.platform import clock
from tests.browser.examine import Complaints
from tests.live_site import LiveSite
from tests.scenarios.hands import Mouse
from tests.scenarios.steps import Outbox, locate, new_person

MOST_INPUTS, MOST_SECONDS = 25, 60
CALLERS = {
    "light": {"last_name": "Kervran", "mobile": "06 39 98 61 44", "email": "odile.kervran@exemple.fr"},
    "dark": {"last_name": "Etcheverry", "mobile": "06 39 98 61 45", "email": "graxi.etcheverry@exemple.fr"},
}


@pytest.mark.feature("CREA-01", "CREA-13", "CREA-31", "CREA-34", "COM-09", "LIST-12", "LIST-13", "DOSS-70")
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_call_becomes_a_visit_in_the_agenda(live_site: LiveSite, theme: str) -> None:
    office = await live_site.sit_down("reserve", "Sophie", theme=theme)
    page = await office.new_page()
    complaints = Complaints()
    complaints.listen(page)
    hands = Mouse(page)
    await page.goto("/dossiers")
    begun = time.monotonic()
    await quoted(hands, CALLERS[theme])
    spent = time.monotonic() - begun
    print(f"\n{theme}: {hands.acts} inputs, {spent:.1f} s from the call to the quote")
    assert hands.acts <= MOST_INPUTS and spent <= MOST_SECONDS
    dossier = page.url
    await Outbox(await office.new_page()).open("devis")

    await page.reload()
    await hands.press("Plus d’info")
    await page.locator("#f-how-1").fill("téléphone, le jour même")
    await page.get_by_role("button", name="Noter accepté").click()
    await expect(page.locator(".banner .pill")).to_contain_text("À planifier")
    await hands.press("Reprendre la commande")
    await page.wait_for_url("**/mission")
    await hands.press("Planning")
    await page.wait_for_url("**/planning")
    await booked(hands, theme)
    await page.wait_for_url("**/dossiers/*")
    assert page.url.partition("#")[0] == dossier.partition("#")[0]
    await expect(page.locator(".banner .pill")).to_contain_text("Planifié")
    await expect(page.locator("#rendez-vous")).to_contain_text(re.compile("Haddad|Inès"))
    await page.goto("/dossiers?statut=planifie")
    await expect(page.locator("#rows tr", has_text=CALLERS[theme]["last_name"]).first).to_contain_text(
        re.compile(r"\d+\sh")
    )
    assert complaints.take() == []
    await office.close()


async def quoted(hands: Mouse, caller: dict[str, str]) -> None:
    """Few fields are enough: what is not known is said « à vérifier », and the quote leaves."""
    await hands.begin_order()
    await hands.page.wait_for_url("**/mission")
    await hands.choose("type", "Appartement")
    for name, value in (("surface", "62"), ("rooms", "3"), ("built_year", "1965")):
        await hands.write(name, value)
    await hands.pick("gas", "none")
    await hands.pick("electricity", "old")
    await hands.press("Suivant : demandeur")
    await new_person(hands, "requester", **caller)
    hands.acts += 1  # « Créer + »
    await hands.tick("requester_is_owner")
    await hands.tick("requester_pays")
    await hands.press("Suivant : bien")
    await locate(hands)
    await hands.press("Générer le devis")
    await hands.send_quote()
    await hands.page.wait_for_url("**/dossiers/*")


async def booked(hands: Mouse, theme: str) -> None:
    day = clock.today() + timedelta(days=7 if theme == "light" else 8)
    day += timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
    await hands.write("visit_date", f"{day:%d/%m/%Y}")
    await hands.write("visit_hour", "14:30" if theme == "light" else "9:00")
    await hands.page.locator("#f-visit_staff").select_option(index=1)
    await hands.press("Enregistrer et fermer")
