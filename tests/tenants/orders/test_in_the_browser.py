"""The five points by mouse in a real Chromium: what is typed comes back after a killed tab."""

import os
from pathlib import Path
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.tenants.quotes import accept_by_hand
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.orders.desk import HOUSE, PLACE, Desk, open_order, row

AXE = Path(__file__).parents[3] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS = os.environ.get("ODISSEE_SHOTS", "")
FIND = "axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
SAY = (
    ".then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.target + ' ' + n.failureSummary)))"
)


async def saved(page: Any) -> None:
    """Everything typed on this page is on the server."""
    await page.wait_for_function(
        "[...document.querySelectorAll('[data-draft-status]')].some(e => e.dataset.state === 'saved')"
    )


OUT_OF_FIELDS = "document.activeElement === document.body || (document.activeElement.blur(), false)"
"""A redrawn field takes the focus back a moment later; a letter typed there is no shortcut."""


@pytest.mark.feature("CREA-02", "CREA-08", "CREA-15", "CREA-21")
async def test_sophie_takes_an_order_by_mouse_and_her_tab_is_killed(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    await written(
        pau, "Bordenave", first_name="Anne", civility="Mme", email="anne@exemple.fr", mobile="0639986177"
    )
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto("/commandes/nouvelle")
    await page.select_option("#f-type", "house")
    for name in ("surface", "rooms", "built_year"):
        await page.fill(f"#f-{name}", HOUSE[name])
    await page.select_option("#f-heating", "individual_gas")
    await page.locator("input[name=gas][value=old]").check()
    await page.locator("input[name=electricity][value=old]").check()
    await page.locator("input[name=co_owned][value=no]").check()
    await page.select_option("#f-termites", "yes")
    await page.locator("#d-CREP:checked").wait_for()
    await page.locator("#rail", has_text="diagnostics").wait_for()
    await page.fill("#f-discount_value", "5")
    await page.wait_for_timeout(50)
    address = page.url
    await page.close(run_before_unload=False)
    page = await context.new_page()
    await page.goto(address)
    await page.locator("#remise-dit", has_text="soit").wait_for()
    assert await page.input_value("#f-discount_value") == "5"
    await page.get_by_role("button", name="Suivant : demandeur").click()
    await page.wait_for_url("**/demandeur")
    await page.get_by_role("combobox", name="Demandeur", exact=True).press_sequentially("bord", delay=20)
    await page.locator("#f-requester_name-l [role=option]").first.click()
    await page.get_by_text("Mme Anne Bordenave ·").wait_for()
    await page.get_by_role("checkbox", name="Payeur").check()
    await saved(page)
    await page.locator("button.step", has_text="Bien").click()
    await page.wait_for_url("**/bien")
    for name, value in PLACE.items():
        await page.fill(f"#f-{name}", value)
    await page.locator("#rail").get_by_role("button", name="Générer le devis").wait_for()
    await page.keyboard.press("Control+Enter")
    dialog = page.locator("dialog#devis[open]")
    await dialog.get_by_text("anne@exemple.fr").first.wait_for()
    await dialog.get_by_label("Commentaire public").fill("Accès au garage nécessaire")
    await saved(page)
    await dialog.get_by_role("button", name="Garder en brouillon").click()
    await page.keyboard.press("Control+Enter")
    await page.wait_for_function("document.querySelector('#f-public_comment')?.value.startsWith('Accès')")
    await dialog.get_by_role("button", name="Générer et envoyer le devis").click()
    await page.wait_for_url("**/dossiers/*")
    quote = await row(
        pau,
        "select v.*, d.status from quote_version v join quote q on q.id = v.quote_id join dossier d on d.id = q.dossier_id",
    )
    assert quote["status"] == "quoted" and quote["public_comment"] == "Accès au garage nécessaire"


@pytest.mark.feature("CREA-21")
async def test_a_contact_created_on_the_spot_is_kept_by_the_draft(
    office: Visitor, pau: Company, sit_down: Any
) -> None:
    context = await sit_down(office)
    page = await context.new_page()
    desk = await open_order(office)
    await page.goto(f"{desk.path}/demandeur")
    await page.fill("#f-requester_name", "Lasserre")
    await page.locator("#pick-requester").get_by_role("button", name="Créer +").click()
    await page.get_by_role("button", name="Créer le contact").click()
    await page.locator("#rail", has_text="Lasserre").wait_for()
    assert "Lasserre" in await desk.see("demandeur")


@pytest.mark.feature("CREA-02")
async def test_sophie_chooses_between_her_value_and_paul_s(
    office: Visitor, boss: Visitor, pau: Company, sit_down: Any
) -> None:
    desk = await open_order(office)
    await desk.type(surface="60")
    context = await sit_down(office)
    page = await context.new_page()
    await page.goto(f"{desk.path}/mission")
    await page.locator("[data-htmx-powered]").first.wait_for(state="attached")
    paul = Desk(boss, desk.path)
    await paul.see()
    await paul.type(surface="65")
    await page.fill("#f-surface", "62")
    await page.get_by_text("Paul Durand a changé ce champ").wait_for()
    await page.get_by_role("button", name="Garder ma saisie").click()
    await page.get_by_text("Paul Durand a changé ce champ").wait_for(state="detached")
    assert await page.input_value("#f-surface") == "62"
    assert (await row(pau, "select data from order_draft"))["data"]["surface"] == "62"
    await page.wait_for_function(OUT_OF_FIELDS)
    await page.locator("body").press("3")
    await page.wait_for_url("**/bien")
    await page.goto(f"{desk.path}/mission")
    assert await page.input_value("#f-surface") == "62"


PAGES = ("mission", "demandeur", "bien", "interlocuteurs", "planning", "devis")


@pytest.mark.feature("CREA-02")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
async def test_no_violation_of_access_rules(
    office: Visitor, pau: Company, sit_down: Any, width: int, theme: str
) -> None:
    anne = await written(
        pau, "Bordenave", first_name="Anne", email="anne@exemple.fr", mobile="0639986177", address="8 rue Bargoin",
        postcode="64000", city="Pau",
    )  # fmt: skip
    desk = await open_order(office)
    await desk.type(
        **HOUSE, **PLACE, requester_id=str(anne.id), requester_name="Anne Bordenave", requester_is_owner="1",
        requester_occupies="1", requester_pays="1", annex_0_kind="garage", annex_0_lot="12", annex_0_surface="18",
        discount_value="5", person_0_id=str(anne.id), person_0_role="notary", visit_date="32/13/2026",
    )  # fmt: skip
    context = await sit_down(office, width, 900 if width > 800 else 844, theme)
    page = await context.new_page()
    for name in PAGES:
        if name == "devis":
            await page.goto(f"{desk.path}/mission")
            await page.locator("#rail").get_by_role("button", name="Générer le devis").click()
            await page.locator("#devis-form").wait_for()
        else:
            await page.goto(f"{desk.path}/{name}")
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/{name}-{width}-{theme}.png", full_page=name != "devis")
        await page.add_script_tag(path=str(AXE))
        assert await page.evaluate(f"rules => {FIND}{SAY}", RULES) == [], name
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name


@pytest.mark.feature("CREA-03", "CREA-21", "CREA-33")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
async def test_no_violation_where_a_quote_is_accepted_and_candidates_are_listed(
    office: Visitor, pau: Company, sit_down: Any, width: int, theme: str
) -> None:
    anne = await written(pau, "Bordenave", first_name="Anne", mobile="0639986177", city="Pau")
    await written(pau, "Bordenave", first_name="Luc", city="Lescar")
    desk = await open_order(office)
    await desk.type(**HOUSE | {"heating": "district", "co_owned": "unknown"}, **PLACE,
                    requester_id=str(anne.id), requester_name="Anne", price="units")  # fmt: skip
    assert (await office.post(f"{desk.path}/devis", {})).status_code == 303
    async with db.tenant(pau.tenant_id) as tx:
        await accept_by_hand(tx, await tx.fetchval("select id from quote_version"), "Anne", "téléphone")
        dossier = await tx.fetchval("select dossier_id from quote")
    again = await office.get(f"/dossiers/{dossier}/commande")
    base = again.headers["location"].rpartition("/")[0]
    await Desk(office, base).type(price_amount="900")
    page = await (await sit_down(office, width, 900 if width > 800 else 844, theme)).new_page()
    await page.goto(f"{base}/planning")
    await page.get_by_text("enregistrer changera le dossier, pas le devis").wait_for()
    await _looked(page, f"accepted-{width}-{theme}")
    await page.goto(f"{base}/demandeur")
    await page.evaluate(
        """const form = document.querySelector('#commande');
           for (const name of ['requester_id', 'requester_name']) form.elements.namedItem(name).value = '';
           form.elements.namedItem('requester_name').value = 'Bordenave';
           const ask = Object.assign(document.createElement('input'), {name: 'chercher', value: 'requester'});
           form.append(ask); form.submit();"""
    )
    await page.get_by_text("qui est-ce").wait_for()
    await _looked(page, f"candidates-{width}-{theme}")


async def _looked(page: Any, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    await page.add_script_tag(path=str(AXE))
    assert await page.evaluate(f"rules => {FIND}{SAY}", RULES) == [], name
