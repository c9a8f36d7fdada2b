"""What is typed in a contact's form outlives a killed tab, never a saving, a logout or another person."""

from typing import Any

import pytest

from tests.browser_client import Visitor, logged_in
from tests.companies import Company, hire
from tests.tenants.contacts.book import written
from tests.tenants.contacts.on_screen import violations
from tests.tenants.orders.conftest import sit_down

__all__ = ["sit_down"]

NEW = "/contacts/nouveau"
BACK = "[data-kept-notice]"


async def kept(page: Any) -> str:
    """Everything that this browser keeps, of whatever form."""
    return str(await page.evaluate("JSON.stringify({...localStorage})"))


async def killed(context: Any, page: Any, path: str) -> Any:
    """The tab dies without a word; another one opens the same page."""
    await page.close(run_before_unload=False)
    again = await context.new_page()
    await again.goto(path)
    return again


async def forgotten(page: Any, word: str) -> None:
    """The page's script lets go of what was typed as soon as it runs: nothing of it stays in this browser."""
    await page.wait_for_function("word => !JSON.stringify(localStorage).includes(word)", arg=word)


@pytest.mark.feature("CREA-24")
async def test_sophie_finds_back_the_contact_that_she_was_typing(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(NEW)
    await page.select_option("#f-type", "agence")
    await page.locator("#f-siret").wait_for()
    await page.fill("#f-last_name", "Ossau Immobilier")
    await page.fill("#f-siret", "732 829 320 00074")
    await page.fill("#f-note", "Clés au bureau")
    await page.locator("#f-notify_on_appointment").check()
    page = await killed(context, page, NEW)
    await page.locator(BACK).get_by_text("Saisie retrouvée").wait_for()
    await page.wait_for_function("() => document.querySelector('#f-siret')?.value === '732 829 320 00074'")
    assert await page.input_value("#f-type") == "agence"
    assert await page.input_value("#f-last_name") == "Ossau Immobilier"
    assert await page.input_value("#f-note") == "Clés au bureau"
    assert await page.locator("#f-notify_on_appointment").is_checked()
    assert await violations(page) == []
    await page.get_by_role("button", name="Enregistrer le contact").click()
    await page.get_by_role("heading", name="Ossau Immobilier").wait_for()
    await forgotten(page, "Ossau")
    await page.goto(NEW)
    assert await page.input_value("#f-last_name") == "" and await page.locator(BACK).count() == 0


async def test_she_forgets_it_with_one_button(office: Visitor, pau: Company, sit_down: Any) -> None:
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(NEW)
    await page.fill("#f-last_name", "Lasserre")
    page = await killed(context, page, NEW)
    await page.get_by_role("button", name="Oublier cette saisie").click()
    await page.locator(BACK).wait_for(state="detached")
    await page.wait_for_function("() => document.querySelector('#f-last_name')?.value === ''")
    await forgotten(page, "Lasserre")


async def test_a_change_to_a_contact_comes_back_and_warns_when_the_sheet_has_moved(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    contact = await written(pau, "Lasserre", first_name="Hélène", city="Pau")
    edit = f"/contacts/{contact.id}/modifier"
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(edit)
    await page.fill("#f-note", "Portail bleu")
    page = await killed(context, page, edit)
    await page.locator(BACK).get_by_text("pas encore enregistrée").wait_for()
    assert await page.input_value("#f-note") == "Portail bleu"
    other = await context.new_page()
    await other.goto(f"/contacts/{contact.id}")
    form = {"type": "particulier", "last_name": "Lasserre", "first_name": "Hélène", "city": "Lescar"}
    assert (await office.post(edit, form)).status_code == 303
    page = await killed(context, page, edit)
    await page.locator(BACK).get_by_text("La fiche a changé depuis").wait_for()
    assert await page.input_value("#f-note") == "Portail bleu"
    assert await page.input_value("#f-city") == "Lescar", "what she had not typed is the colleague's"


async def test_a_refused_form_keeps_what_was_typed_until_it_is_accepted(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(NEW)
    await page.fill("#f-first_name", "Hélène")
    await page.fill("#f-mobile", "06 39")
    await page.get_by_role("button", name="Enregistrer le contact").click()
    await page.locator(".errors").get_by_role("link", name="Mobile : ce numéro semble incomplet").wait_for()
    assert await page.locator(BACK).count() == 0, "the page shows it already"
    page = await killed(context, page, NEW)
    await page.locator(BACK).wait_for()
    assert await page.input_value("#f-mobile") == "06 39"


async def test_nothing_stays_after_a_logout_nor_is_shown_to_another_person(
    office: Visitor, app: Any, pau: Company, sit_down: Any
) -> None:
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(NEW)
    await page.fill("#f-last_name", "Lasserre")
    hugo = await logged_in(app, pau, pau.people["Hugo"])
    hers = await context.cookies()
    await context.add_cookies(
        [
            {"name": c.name, "value": c.value, "domain": office.http.base_url.host, "path": "/"}
            for c in hugo.http.cookies.jar
        ]
    )
    page = await killed(context, page, NEW)
    assert await page.locator(BACK).count() == 0 and "Lasserre" not in await page.content()
    await context.add_cookies(hers)
    page = await killed(context, page, NEW)
    await page.locator(BACK).wait_for()
    await page.get_by_role("button", name="mon compte").click()
    await page.get_by_role("button", name="Se déconnecter").click()
    await page.wait_for_url("**/connexion*")
    await forgotten(page, "Lasserre")


async def test_a_session_that_ended_loses_nothing(office: Visitor, pau: Company, sit_down: Any) -> None:
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(NEW)
    await page.fill("#f-last_name", "Lasserre")
    hers = await context.cookies()
    await context.clear_cookies()
    await page.get_by_role("button", name="Enregistrer le contact").click()
    await page.wait_for_load_state()
    await context.add_cookies(hers)
    await page.goto("/contacts")
    await page.goto(NEW)
    await page.locator(BACK).wait_for()
    assert await page.input_value("#f-last_name") == "Lasserre"


async def test_means_of_payment_never_stay_on_the_device(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    page = await (await sit_down(office)).new_page()
    await page.goto(NEW)
    await page.fill("#f-last_name", "Lasserre")
    await page.fill("#f-note", "FR76 3000 6000 0112 3456 7890 189")
    assert "Lasserre" in await kept(page) and "3000" not in await kept(page)
    await page.fill("#f-note", "4111 1111 1111 1111")
    assert "1111" not in await kept(page)


async def test_paul_finds_back_the_settings_that_he_was_typing(app: Any, pau: Company, sit_down: Any) -> None:
    paul = await logged_in(app, pau, await hire(pau, "Paul", "Durand", "owner"))
    context = await sit_down(paul)
    page = await context.new_page()
    settings = "/parametres/societe"
    await page.goto(settings)
    name = await page.input_value("#f-name")
    await page.fill("#f-legal_form", "SARL")
    await page.fill("#f-phone", "05 59")
    page = await killed(context, page, settings)
    await page.locator(BACK).wait_for()
    assert await page.input_value("#f-legal_form") == "SARL"
    assert await page.input_value("#f-name") == name
    assert await violations(page) == []
    await page.fill("#f-phone", "05 59 02 00 00")
    await page.get_by_role("button", name="Enregistrer").first.click()
    await page.wait_for_load_state()
    await page.goto(settings)
    assert await page.input_value("#f-legal_form") == "SARL"
    await forgotten(page, "SARL")
    assert await page.locator(BACK).count() == 0
