"""The five points in a browser without script: people are chosen by their name, or among candidates."""

from typing import Any

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import open_order, row, words

LIST = "qui est-ce ?"


async def requester(pau: Company) -> dict[str, str]:
    return dict((await row(pau, "select data from order_draft"))["data"])


@pytest.mark.feature("CREA-21")
@pytest.mark.parametrize("typed", ["Bordenave", "bordenave anne", "ANNE BORDENAVE", "06 39 98 61 77"])
async def test_a_name_that_one_contact_bears_chooses_it(office: Visitor, pau: Company, typed: str) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", civility="Mme", mobile="0639986177")
    await written(pau, "Cazenave", first_name="Jean")
    desk = await open_order(office)
    await desk.see("demandeur")
    sent = await desk.send("demandeur", requester_id="", requester_name=typed, go="bien")
    assert sent.status_code == 303 and (await requester(pau))["requester_id"] == str(anne.id)
    assert "Mme Anne Bordenave ·" in await desk.see("demandeur")


@pytest.mark.feature("CREA-21")
async def test_a_name_that_two_bear_is_chosen_among_candidates(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", city="Pau")
    await written(pau, "Bordenave", first_name="Luc", city="Lescar")
    desk = await open_order(office)
    await desk.see("demandeur")
    answer = await desk.send("demandeur", requester_id="", requester_name="Bordenave", chercher="requester")
    page = words(answer.text)
    assert answer.status_code == 200 and LIST in page and "Lescar" in page
    assert f'type="radio" name="requester_id" value="{anne.id}"' in page
    await desk.see("demandeur")
    assert not (await requester(pau)).get("requester_id"), "nobody is chosen for her"
    body = {"requester_name": "Bordenave", "requester_id": str(anne.id)}
    assert (await desk.send("demandeur", **body, go="bien")).status_code == 303
    assert "Anne Bordenave" in await desk.see("mission")
    assert LIST not in await desk.see("demandeur")


@pytest.mark.feature("CREA-21")
async def test_a_name_typed_over_another_chooses_again(office: Visitor, pau: Company) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne")
    jean = await written(pau, "Cazenave", first_name="Jean")
    desk = await open_order(office)
    await desk.type(requester_id=str(anne.id), requester_name="Anne")
    await desk.see("demandeur")
    kept = {"requester_id": str(anne.id), "requester_name": "Anne Bordenave"}
    await desk.send("demandeur", **kept)
    assert (await requester(pau))["requester_id"] == str(anne.id), "the name shown says the same person"
    await desk.see("demandeur")
    await desk.send("demandeur", **{**kept, "requester_name": "Cazenave"})
    assert (await requester(pau))["requester_id"] == str(jean.id)
    await desk.see("demandeur")
    await desk.send("demandeur", requester_id=str(jean.id), requester_name="Personne ici")
    page = await desk.see("demandeur")
    assert "Ce nom n’est pas choisi" in page and 'value="Personne ici"' in page
    await desk.send("demandeur", requester_id="", requester_name="")
    assert "Ce nom n’est pas choisi" not in await desk.see("demandeur")


async def test_a_stranger_s_contact_is_never_a_candidate(
    office: Visitor, pau: Company, morel: Company
) -> None:
    await written(morel, "Fontaine", first_name="Secret")
    desk = await open_order(office)
    await desk.see("demandeur")
    answer = await desk.send("demandeur", requester_id="", requester_name="Fontaine", chercher="requester")
    assert "Secret" not in answer.text and "Personne de ce nom" in words(answer.text)


@pytest.mark.feature("CREA-21", "CREA-28")
async def test_in_a_browser_without_script(
    office: Visitor, pau: Company, sit_down: Any, chromium: Any
) -> None:
    await written(pau, "Bordenave", first_name="Anne", city="Pau")
    await written(pau, "Bordenave", first_name="Luc", city="Lescar")
    desk = await open_order(office)
    with_script = await sit_down(office)
    base = await with_script.new_page()
    await base.goto(f"{desk.path}/demandeur")
    assert await base.get_by_role("button", name="Chercher Demandeur").count() == 0
    context = await chromium.new_context(java_script_enabled=False, locale="fr-FR")
    await context.add_cookies(await with_script.cookies())
    page = await context.new_page()
    await page.goto(base.url)
    await page.fill("#f-requester_name", "Bordenave")
    await page.get_by_role("button", name="Chercher Demandeur").click()
    await page.get_by_role("radio", name="Luc Bordenave").check()
    await page.get_by_role("button", name="Suivant : bien").click()
    await page.wait_for_url("**/bien")
    assert (await requester(pau))["requester_name"]
    assert "Luc Bordenave" in await desk.see("mission")
    await context.close()
