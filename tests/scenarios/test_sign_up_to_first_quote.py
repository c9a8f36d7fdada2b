"""From the bare host to a first quote on paper: how much must be typed and clicked before the software is of use."""

import secrets

import pytest
from playwright.async_api import expect

from tests.live_site import LiveSite
from tests.scenarios.hands import Mouse
from tests.scenarios.steps import Outbox, locate, new_person, pages_of

MOST = 40
WHO = {
    "siren": "732 829 320", "first_name": "Michel", "last_name": "Ossau",
    "email": "michel.ossau@exemple.fr", "password": "les isards traversent au matin",
}  # fmt: skip
WHERE = {
    "siret": "732 829 320 00074",
    "address": "4 place Royale",
    "postcode": "64000",
    "city": "Pau",
    "phone": "05 59 27 00 64",
}


@pytest.mark.feature("TEN-01", "TEN-02", "CREA-15")
async def test_a_new_company_sends_its_first_quote_in_forty_inputs(live_site: LiveSite) -> None:
    company = f"Ossau {secrets.token_hex(3)} Diagnostics"
    browser = await live_site.sit_down("")
    page = await browser.new_page()
    hands = Mouse(page)
    await page.goto("/inscription")
    for name, text in (WHO | {"name": company}).items():
        await hands.write(name, text)
    await hands.tick("terms")
    await hands.press("Créer ma société")
    await expect(page.locator("h1")).to_contain_text("Vérifiez votre boîte")
    await hands.press("Ouvrir le lien")
    await hands.press(f"Ouvrir {company}")
    await page.wait_for_url("**/bienvenue")
    await expect(page.locator("main")).to_contain_text("Bienvenue, Michel")
    todo = page.locator(".todo li[data-s=todo]")
    before = await todo.count()

    await hands.press("Commencer : Vérifier l’identité de la société")
    for name, text in WHERE.items():
        await hands.write(name, text)
    await hands.press("Enregistrer la société")
    await page.goto(page.url.partition("/parametres")[0] + "/bienvenue")
    assert await todo.count() < before, "nothing was ticked off"

    await hands.press("Devis / commande")
    await page.wait_for_url("**/mission")
    await hands.choose("type", "Maison")
    await hands.write("surface", "118")
    await hands.write("rooms", "5")
    await hands.write("built_year", "1938")
    await hands.choose("heating", "Gaz individuel")
    await hands.pick("gas", "old")
    await hands.pick("electricity", "old")
    await hands.press("Suivant : demandeur")
    await new_person(hands, "requester", last_name="Bordenave", email="anne.bordenave@exemple.fr")
    hands.acts += 1  # « Créer + »
    await hands.tick("requester_is_owner")
    await hands.press("Suivant : bien")
    await locate(hands)
    await hands.press("Générer le devis")
    await hands.press("Générer et envoyer le devis")
    await page.wait_for_url("**/dossiers/*")
    print(f"\n{hands.acts} inputs from the bare host to the first quote")

    outbox = Outbox(await browser.new_page(), page.url.partition("/dossiers")[0])
    await outbox.open("devis")
    name, pdf = (await outbox.attachments())[0]
    assert name.startswith("Devis") and pages_of(pdf)[0] >= 2
    await page.goto(outbox.origin + "/bienvenue")
    await expect(page.locator(".todo li[data-s=done]", has_text="premier devis")).to_be_visible()
    assert hands.acts <= MOST, f"{hands.acts} inputs"
    await browser.close()
