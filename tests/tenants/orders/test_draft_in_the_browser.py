"""What Sophie types reaches the server whatever happens to the page: a block that swaps, a killed tab, a link."""

import asyncio
from typing import Any

import pytest

from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row
from tests.tenants.orders.test_in_the_browser import saved


async def data(pau: Company) -> dict[str, str]:
    return dict((await row(pau, "select data from order_draft"))["data"])


@pytest.mark.feature("CREA-02", "CREA-07")
async def test_a_box_ticked_while_the_block_is_replaced_is_not_lost(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    desk = await open_order(office)
    await desk.type(**HOUSE)
    page = await (await sit_down(office)).new_page()
    held, release = asyncio.Event(), asyncio.Event()

    async def hold(route: Any) -> None:
        answer = await office.get(f"{desk.path}/vivant?point=mission", headers={"HX-Request": "true"})
        held.set()
        await release.wait()
        await route.fulfill(body=answer.text, content_type="text/html; charset=utf-8")

    await page.route("**/vivant?*", hold, times=1)
    await page.goto(f"{desk.path}/mission")
    await page.locator("#d-CREP:checked").wait_for()
    await page.fill("#f-rooms", "6")
    await asyncio.wait_for(held.wait(), 8)
    await page.locator("#d-CREP").uncheck()
    release.set()
    await page.locator("#diagnostics").get_by_text("décoché à la main").wait_for()
    assert not await page.locator("#d-CREP").is_checked()
    assert (await data(pau))["d_CREP"] == "" and (await data(pau))["rooms"] == "6"


@pytest.mark.feature("CREA-02")
async def test_what_a_killed_tab_had_kept_does_not_overwrite_a_colleague(
    office: Visitor, boss: Visitor, pau: Company, sit_down: Any
) -> None:
    desk = await open_order(office)
    await desk.type(surface="60")
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(f"{desk.path}/mission")
    await page.wait_for_function("!!customElements.get('draft-form')")
    await context.set_offline(True)
    await page.fill("#f-surface", "62")
    await page.fill("#f-rooms", "4")
    await page.close(run_before_unload=False)
    await context.set_offline(False)
    paul = Desk(boss, desk.path)
    await paul.see()
    await paul.type(surface="65")
    again = await context.new_page()
    await again.goto(f"{desk.path}/mission")
    notice = again.locator("[data-draft-notice]")
    await notice.get_by_text("Paul Durand a changé ce champ").wait_for()
    said = (await notice.inner_text()).replace("\u202f", " ").replace("\xa0", " ")
    assert "« 62 »" in said and "« 65 »" in said
    kept = await data(pau)
    assert kept["surface"] == "65" and kept["rooms"] == "4", "what nobody else touched is kept at once"
    await again.get_by_role("button", name="Prendre celle de Paul Durand").click()
    await notice.get_by_text("Paul Durand").wait_for(state="detached")
    await again.wait_for_load_state()
    assert await again.input_value("#f-surface") == "65" and (await data(pau))["surface"] == "65"
    await again.fill("#f-surface", "66")
    await saved(again)
    assert (await data(pau))["surface"] == "66", "the new page is no conflict with itself"


@pytest.mark.feature("CREA-02")
async def test_a_link_clicked_at_once_takes_the_last_word_along(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    desk = await open_order(office)
    await desk.type(**PLACE)
    page = await (await sit_down(office)).new_page()
    await page.goto(f"{desk.path}/mission")
    await page.wait_for_function("!!customElements.get('draft-form')")
    await page.fill("#f-surface", "118")
    await page.locator(".crumb a").first.click()
    await page.wait_for_url("**/dossiers")
    for _ in range(40):
        if (await data(pau)).get("surface") == "118":
            break
        await asyncio.sleep(0.1)
    assert (await data(pau))["surface"] == "118"
