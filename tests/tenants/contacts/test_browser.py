"""The form and the picker in a real browser: suggestions fill, likenesses show, what was typed stays."""

from typing import Any

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.contacts.on_screen import screen, violations


@pytest.mark.feature("CREA-24")
async def test_the_form_helps_while_sophie_types(office: Visitor, pau: Company) -> None:
    luc = await written(pau, "Bordenave", first_name="Luc", mobile="06 39 98 61 77")
    async with screen(office) as page:
        page.set_default_timeout(8000)
        await page.goto(office.origin + "/contacts/nouveau")
        await page.fill("#f-last_name", "Ossau")
        await page.select_option("#f-type", "agence")
        await page.wait_for_selector("#f-siret")
        assert await page.input_value("#f-last_name") == "Ossau"
        await page.fill("#f-mobile", "+33639986177")
        await page.press("#f-mobile", "Tab")
        await page.wait_for_selector(f'#doublons a[href="/contacts/{luc.id}"]')
        await page.type("#f-address", "64000 pau", delay=20)
        await page.wait_for_selector("#f-address-l [role=option]")
        await page.press("#f-address", "ArrowDown")
        await page.press("#f-address", "Enter")
        assert await page.input_value("#f-city") == "Pau"
        assert await page.input_value("[name=insee]") == "64445"


@pytest.mark.feature("CREA-21")
async def test_a_contact_is_chosen_or_created_inside_another_form(office: Visitor, pau: Company) -> None:
    helene = await written(pau, "Lasserre", first_name="Hélène", city="Pau")
    async with screen(office) as page:
        page.set_default_timeout(8000)
        await _page_with_a_picker(page, office)
        await page.type("#f-requester_name", "lass", delay=20)
        await page.wait_for_selector("#f-requester_name-l [role=option]")
        await page.press("#f-requester_name", "ArrowDown")
        await page.press("#f-requester_name", "Enter")
        await page.wait_for_selector("#pick-requester .field__ok")
        assert await page.input_value("[name=requester_id]") == str(helene.id)
        await page.click("text=Créer +")
        await page.fill("#f-requester_new_last_name", "")
        await page.click("text=Créer le contact")
        await page.wait_for_selector("#pick-requester .errors")
        await page.fill("#f-requester_new_last_name", "Sarthou")
        await page.click("text=Créer le contact")
        await page.wait_for_selector("#pick-requester .field__ok")
        assert "Sarthou" in await page.inner_text("#pick-requester")
        assert await page.input_value("#f-last_name") == "reste tapé"


async def _page_with_a_picker(page: Any, office: Visitor) -> None:
    """Any page with a form of its own; the order screen is one."""
    fragment = (await office.get("/contacts/choisi?champ=requester&libelle=Demandeur")).text
    await page.goto(office.origin + "/contacts/nouveau")
    await page.fill("#f-last_name", "reste tapé")
    await page.evaluate(
        """html => { const place = document.createElement('div'); place.innerHTML = html;
                     document.querySelector('#contact-form').append(place); htmx.process(place); }""",
        fragment,
    )


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
async def test_every_page_is_accessible(office: Visitor, pau: Company, width: int, scheme: str) -> None:
    contact = await written(
        pau, "Lasserre", first_name="Hélène", mobile="06 39 98 80 35", note="Clé chez le voisin"
    )
    async with screen(office, width, scheme) as page:
        for path in (
            "",
            "?q=zzz",
            "?etat=corbeille",
            "/nouveau?type=agence",
            f"/{contact.id}",
            f"/{contact.id}/modifier",
        ):
            await page.goto(f"{office.origin}/contacts{path}")
            assert await violations(page) == [], path
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        await page.goto(f"{office.origin}/contacts/nouveau")
        await page.click("text=Enregistrer le contact")
        await page.wait_for_selector(".errors:focus")
        assert await violations(page) == []
