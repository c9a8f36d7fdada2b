"""The grid in a real Chromium: keys, pasting, refusals and the way back; every page against axe."""

import os
from pathlib import Path

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.catalogue.chromium import page_of, violations

HOUSE = "/parametres/tarifs?transaction=sale&bien=house"
PAGES = ("/parametres/diagnostics", HOUSE, "/parametres/packs", "/parametres/packs/nouveau", "/parametres/tarifs-particuliers",
         "/parametres/tarifs-particuliers/nouveau", "/parametres/reglementation", "/parametres/reglementation/durees",
         "/parametres/reglementation/gas-seasonal")  # fmt: skip


async def price(company: Company, code: str, up_to: int | None) -> int | None:
    async with db.tenant(company.tenant_id) as tx:
        found: int | None = await tx.fetchval(
            """select amount_cents from unit_price where diagnostic = $1 and transaction = 'sale' and property_type = 'house'
                 and up_to is not distinct from $2 and valid_to is null""",
            code, up_to,
        )  # fmt: skip
    return found


@pytest.mark.feature("SET-05")
async def test_a_price_is_saved_as_it_is_typed_and_taken_back_with_z(
    owner: Visitor, durand_prices: Company
) -> None:
    async with page_of(owner) as page:
        await page.goto(owner.origin + HOUSE)
        await page.get_by_label("DPE, T5").fill("199,90 €")
        await page.keyboard.press("Enter")
        await page.get_by_text("1 prix enregistré").wait_for()
        assert await price(durand_prices, "DPE", 5) == 199_90
        assert await page.get_by_label("DPE, T5").input_value() == "199,90"
        assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "Amiante, T5"
        await page.get_by_role("button", name="Annuler").click()
        await page.get_by_text("C’est annulé").wait_for()
        assert await price(durand_prices, "DPE", 5) == 170_00
        assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.feature("SET-05")
async def test_arrows_move_and_escape_gives_the_saved_price_back(
    owner: Visitor, durand_prices: Company
) -> None:
    async with page_of(owner) as page:
        await page.goto(owner.origin + HOUSE)
        await page.get_by_label("DPE, T3").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp"):
            await page.keyboard.press(key)
        assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "Amiante, T3"
        await page.keyboard.type("7777")
        await page.keyboard.press("Escape")
        assert await page.get_by_label("Amiante, T3").input_value() == "95"
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "Amiante, T4"


@pytest.mark.feature("SET-05")
async def test_a_slip_is_said_beside_its_cell_then_mended(owner: Visitor, durand_prices: Company) -> None:
    async with page_of(owner) as page:
        await page.goto(owner.origin + HOUSE)
        cell = page.get_by_label("DPE, T5")
        await cell.fill("12,345")
        await page.keyboard.press("Tab")
        await page.get_by_text("Un montant a deux décimales au plus").wait_for()
        assert await cell.input_value() == "12,345"
        assert await cell.get_attribute("aria-invalid") == "true"
        assert await price(durand_prices, "DPE", 5) == 170_00
        await cell.fill("123,45")
        await page.keyboard.press("Tab")
        await page.get_by_text("1 prix enregistré").wait_for()
        assert await cell.get_attribute("aria-invalid") is None
        assert await price(durand_prices, "DPE", 5) == 123_45


@pytest.mark.feature("SET-05")
async def test_a_block_pasted_from_a_spreadsheet_fills_the_grid_in_one_act(
    owner: Visitor, durand_prices: Company
) -> None:
    async with page_of(owner) as page:
        await page.goto(owner.origin + HOUSE)
        await page.get_by_label("DPE, T4").focus()
        await page.evaluate(
            """() => { const data = new DataTransfer(); data.setData('text/plain', '161,00 €\\t171,00 €\\n111\\t121\\n');
                document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }"""
        )
        await page.get_by_text("4 prix enregistrés").wait_for()
        assert [await price(durand_prices, "DPE", 4), await price(durand_prices, "DPE", 5)] == [
            161_00,
            171_00,
        ]
        assert [await price(durand_prices, "ASBESTOS", 4), await price(durand_prices, "ASBESTOS", 5)] == [
            111_00,
            121_00,
        ]


@pytest.mark.feature("CREA-08")
async def test_the_trial_follows_each_choice(owner: Visitor) -> None:
    async with page_of(owner) as page:
        await page.goto(owner.origin + HOUSE)
        trial = page.locator("#essai")
        await trial.get_by_label("Pièces").fill("5")
        for name in ("DPE", "Amiante", "Plomb", "Termites", "Gaz", "Électricité", "ERP"):
            await trial.get_by_role("checkbox", name=name, exact=True).check()
        await trial.locator("dd.total", has_text="490,00").wait_for()
        await trial.get_by_label("Somme à l’unité").check()
        await trial.locator("dd.total", has_text="749,00").wait_for()


@pytest.mark.feature("SET-05")
@pytest.mark.long  # the crawl of tests/browser reads every screen with axe in the normal mode
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
async def test_every_page_passes_axe_and_none_overflows(owner: Visitor, width: int, theme: str) -> None:
    shots = os.environ.get("ODISSEE_SHOTS")
    async with page_of(owner, width, theme) as page:
        for path in PAGES:
            await page.goto(owner.origin + path)
            assert await violations(page) == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
            if shots:
                name = path.split("?")[0].strip("/").replace("/", "-")
                await page.screenshot(path=Path(shots) / f"{name}-{width}-{theme}.png", full_page=True)
