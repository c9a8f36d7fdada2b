"""Two colleagues at their screens at the same time: what one does the other sees, and nothing is lost."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.live_site import LiveSite


async def at(site: LiveSite, slug: str, person: str, path: str) -> Page:
    page = await (await site.sit_down(slug, person)).new_page()
    await page.goto(path)
    return page


async def leave(*pages: Page) -> None:
    for page in pages:
        await page.context.close()


async def listening(page: Page) -> None:
    """The page's stream of changes is open."""
    await page.wait_for_function(
        "performance.getEntriesByType('resource').some(e => e.name.endsWith('/live')) || document.querySelector('live-page')"
    )
    await page.wait_for_timeout(300)


async def kept(page: Page) -> None:
    """The draft has said that what was typed is kept."""
    await expect(page.locator("[data-draft-status]").last).to_contain_text(re.compile("nregistré"))


def row_of(page: Page, number: str) -> Any:
    return page.locator("#rows tr", has=page.get_by_role("link", name=number, exact=True))


@pytest.mark.feature("LIST-29", "OUR-13")
async def test_a_status_changed_by_one_shows_in_the_others_list_and_is_taken_back(
    live_site: LiveSite,
) -> None:
    paul = await at(live_site, "durand", "Paul", "/dossiers")
    await paul.locator("a.counter", has_text="À deviser").click()
    await paul.wait_for_url("**/dossiers?*")
    sophie = await at(live_site, "durand", "Sophie", "/dossiers")
    number = (await paul.locator("#rows a.rowlink").first.inner_text()).strip()
    await listening(sophie)
    loaded = await sophie.evaluate("performance.timeOrigin")
    await paul.goto("/dossiers")
    await row_of(paul, number).locator("button.pill").click()
    await paul.locator("#menu-statut").get_by_role("button", name="Incomplet").click()
    await expect(row_of(paul, number).locator(".pill")).to_contain_text("Incomplet")
    await expect(row_of(sophie, number).locator(".pill")).to_contain_text("Incomplet")
    await paul.locator(".toast").get_by_role("button", name="Annuler").click()
    await expect(row_of(paul, number).locator(".pill")).to_contain_text("À deviser")
    await expect(row_of(sophie, number).locator(".pill")).to_contain_text("À deviser")
    assert await sophie.evaluate("performance.timeOrigin") == loaded, "Sophie's page was loaded again"
    await leave(paul, sophie)


@pytest.mark.feature("CREA-02")
async def test_two_people_on_one_order_are_told_and_both_values_are_kept(live_site: LiveSite) -> None:
    sophie = await at(live_site, "collegues", "Sophie", "/commandes/nouvelle")
    await sophie.fill("#f-surface", "62")
    await kept(sophie)
    paul = await at(live_site, "collegues", "Paul", sophie.url)
    assert await paul.input_value("#f-surface") == "62"
    await expect(paul.locator("main")).to_contain_text("Sophie Martin modifie aussi")
    await paul.fill("#f-surface", "64")
    await kept(paul)
    await sophie.fill("#f-surface", "66")
    notice = sophie.locator("[data-draft-notice], .clashes, .notice, .errors").filter(has_text="64").first
    await expect(notice).to_contain_text("66")
    await sophie.reload()
    await expect(sophie.locator("main")).to_contain_text("Paul Durand")
    await leave(paul, sophie)


@pytest.mark.feature("LIST-03", "OUR-13")
async def test_the_palette_finds_a_dossier_in_spite_of_a_slip(live_site: LiveSite) -> None:
    sophie = await at(live_site, "durand", "Sophie", "/contacts")
    owner = await _an_owner(live_site)
    slip = owner[:2] + owner[3] + owner[2] + owner[4:]
    await sophie.keyboard.press("Control+k")
    await sophie.keyboard.type(slip.lower(), delay=15)
    found = sophie.locator("command-palette [role=option][href^='/dossiers/']", has_text=owner)
    await expect(found.first).to_be_visible()
    while await found.first.get_attribute("aria-selected") != "true":
        await sophie.keyboard.press("ArrowDown")
    await sophie.keyboard.press("Enter")
    await sophie.wait_for_url("**/dossiers/*")
    await expect(sophie.locator("h1")).to_contain_text(owner)
    await leave(sophie)


async def _an_owner(site: LiveSite) -> str:
    """The last name of somebody on the list, long enough for a slip."""
    page = await at(site, "durand", "Sophie", "/dossiers")
    names = [name.split(" ")[0] for name in await page.locator("#rows td.own .trunc").all_inner_texts()]
    await leave(page)
    return next(name for name in names if len(name) >= 7 and name[2] != name[3] and name.isascii())


@pytest.mark.feature("LIST-06", "LIST-07")
async def test_back_gives_the_filtered_list_again(live_site: LiveSite) -> None:
    sophie = await at(live_site, "durand", "Sophie", "/dossiers")
    await sophie.locator("a.counter", has_text="Finalisé").click()
    await sophie.wait_for_url(re.compile(r"statut="))
    await sophie.fill("#f-q", "pau")
    await sophie.press("#f-q", "Enter")
    await sophie.wait_for_url(re.compile(r"q=pau"))
    before, filtered = await sophie.locator("#rows tr").count(), sophie.url
    assert before
    await sophie.locator("#rows a.rowlink").last.click()
    await sophie.wait_for_url("**/dossiers/*")
    await sophie.go_back()
    await expect(sophie).to_have_url(filtered)
    await expect(sophie.locator("#rows tr")).to_have_count(before)
    assert await sophie.input_value("#f-q") == "pau"
    await leave(sophie)


@pytest.mark.feature("OUR-13", "LIST-30")
async def test_the_list_is_worked_by_keys_alone(live_site: LiveSite) -> None:
    page = await at(live_site, "durand", "Sophie", "/dossiers?statut=finalise")
    numbers = await page.locator("#rows .rowlink").all_inner_texts()
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await expect(page.locator("tr[data-current] .rowlink")).to_have_text(numbers[1])
    await page.keyboard.press("k")
    await expect(page.locator("tr[data-current] .rowlink")).to_have_text(numbers[0])
    await page.keyboard.press("x")
    await expect(page.locator("#rows input[name=ids]:checked")).to_have_count(1)
    await page.keyboard.press(".")
    assert await page.evaluate("document.activeElement.closest('.act') !== null")
    await page.keyboard.press("?")
    await page.get_by_text("Aller aux actions de la ligne").or_(page.get_by_role("dialog")).first.wait_for()
    await page.keyboard.press("Escape")
    await page.keyboard.press("e")
    await expect(page.locator(".toast")).to_contain_text("archivé")
    await expect(row_of(page, numbers[0])).to_have_count(0)
    await page.keyboard.press("z")
    await expect(row_of(page, numbers[0])).to_have_count(1)
    await page.keyboard.press("j")
    chosen = await page.locator("tr[data-current] .rowlink").inner_text()
    await page.keyboard.press("o")
    await page.wait_for_url("**/dossiers/*-*")
    await expect(page.locator(".crumb")).to_contain_text(chosen)
    await page.keyboard.press(".")
    await expect(page.locator("#menu-dossier")).to_be_visible()
    await leave(page)
