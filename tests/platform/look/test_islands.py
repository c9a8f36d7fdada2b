"""What Sophie does at the keyboard, in a real browser: nothing typed is lost, late answers are dropped."""

import time

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.platform.look.conftest import received, tell


@pytest.mark.feature("OUR-13")
async def test_ctrl_k_finds_and_opens(page: Page, site: str) -> None:
    await page.keyboard.press("Control+k")
    await page.keyboard.type("las")
    first = page.get_by_role("option").first
    await expect(first).to_contain_text("18427 · Lasserre")
    await expect(first.locator("mark").first).to_have_text("Las")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/dossiers/18427")


async def test_the_slash_opens_it_and_the_arrows_choose(page: Page) -> None:
    await page.keyboard.press("/")
    await page.keyboard.type("las")
    await expect(page.get_by_role("option", name="Mme Lasserre")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/contacts/1")


async def test_results_are_painted_within_50_ms_of_the_answer(page: Page) -> None:
    await page.evaluate(
        """() => { const read = Response.prototype.json;
        Response.prototype.json = async function () { const r = await read.call(this);
          if (r.results) window.answered = performance.now(); return r; };
        new MutationObserver(() => { if (document.querySelector('[aria-label=Dossiers] mark'))
          requestAnimationFrame(() => window.painted ??= performance.now()); })
          .observe(document.querySelector('#palette-liste'), {childList: true, subtree: true}); }"""
    )
    await page.keyboard.press("Control+k")
    await page.keyboard.type("las")
    await expect(page.get_by_role("group", name="Dossiers")).to_be_visible()
    await page.wait_for_timeout(100)
    assert await page.evaluate("window.painted - window.answered") <= 50


async def test_a_late_answer_to_an_older_question_is_dropped(page: Page, site: str) -> None:
    await tell(site, slow={"las": 0.8})
    await page.keyboard.press("Control+k")
    await page.keyboard.type("las")
    while "las" not in (await received(site))["searches"]:
        await page.wait_for_timeout(20)
    await page.keyboard.type("s")
    await expect(page.get_by_role("option").first).to_contain_text("· lass")
    await page.wait_for_timeout(900)
    await expect(page.get_by_role("option").first).to_contain_text("· lass")
    assert (await received(site))["searches"][-2:] == ["las", "lass"]


async def test_an_empty_palette_shows_what_was_opened_last_and_actions(page: Page, site: str) -> None:
    await page.keyboard.press("Control+k")
    await page.keyboard.type("las")
    await expect(page.get_by_role("option").first).to_contain_text("18427")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/dossiers/18427")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("group", name="Récents").get_by_role("option")).to_have_count(1)
    await expect(page.get_by_role("group", name="Actions")).to_contain_text("Nouveau devis")


async def test_choosing_a_suggestion_fills_the_id_and_its_kin(page: Page) -> None:
    field = page.get_by_role("combobox", name="Prescripteur")
    await field.fill("ossa")
    await expect(field).to_have_attribute("aria-expanded", "true")
    await expect(page.get_by_role("option").first.locator("mark")).to_have_text("Ossa")
    await expect(page.locator("combo-box img")).to_have_count(0)
    await field.press("ArrowDown")
    await expect(field).to_have_attribute("aria-activedescendant", "f-prescripteur-l-0")
    await field.press("Enter")
    await expect(field).to_have_value("Ossau Immobilier")
    await expect(page.locator("[name=prescripteur_id]")).to_have_value("7")


async def test_free_text_stays_and_forgets_the_chosen_id(page: Page) -> None:
    field = page.get_by_role("combobox", name="Prescripteur")
    await field.fill("ossa")
    await page.get_by_role("option").first.click()
    await field.press("End")
    await field.press_sequentially(" Sud")
    await field.press("Escape")
    await page.get_by_label("Référence").focus()
    await expect(field).to_have_value("Ossau Immobilier Sud")
    await expect(page.locator("[name=prescripteur_id]")).to_have_value("")


@pytest.mark.feature("CREA-10")
async def test_a_draft_saves_itself_as_it_is_typed(page: Page, site: str) -> None:
    await page.get_by_label("Référence").press_sequentially("Lot 14", delay=20)
    await expect(page.locator("p[data-draft-status]")).to_have_text("Enregistré")
    saved = (await received(site))["saved"]
    assert [(one["reference"], one["version"], one["changed"]) for one in saved] == [
        ("Lot 14", "3", "reference")
    ]
    await page.get_by_label("Urgent").check()
    await expect(page.locator("[name=version]")).to_have_value("5")


async def test_a_killed_tab_loses_nothing(page: Page, context: BrowserContext, site: str) -> None:
    await tell(site, refuse=503)
    await page.get_by_label("Note").fill("Clé chez le voisin")
    await page.get_by_label("Urgent").check()
    await expect(page.locator("p[data-draft-status]")).to_have_text("Hors réseau, saisie gardée")
    await page.close(run_before_unload=False)
    await tell(site, refuse=0)
    again = await context.new_page()
    await again.goto(f"{site}/ilots")
    await expect(again.get_by_label("Note")).to_have_value("Clé chez le voisin")
    await expect(again.get_by_label("Urgent")).to_be_checked()
    await expect(again.locator("p[data-draft-status]")).to_have_text("Enregistré")
    assert (await received(site))["saved"][-1]["note"] == "Clé chez le voisin"
    await again.reload()
    await expect(again.get_by_label("Note")).to_have_value("")  # nothing left to restore: the server has it


async def test_a_tab_killed_before_anything_was_sent_loses_nothing(
    page: Page, context: BrowserContext, site: str
) -> None:
    await page.get_by_label("Note").press_sequentially("12")
    await page.close(run_before_unload=False)
    again = await context.new_page()
    await again.goto(f"{site}/ilots")
    note = await again.get_by_label("Note").input_value()
    assert note == "12" or (await received(site))["saved"][-1]["note"] == "12"


async def test_a_conflict_shows_the_notice_of_the_server(page: Page, site: str) -> None:
    await tell(site, refuse=409)
    await page.get_by_label("Note").fill("Portail bleu")
    await expect(page.get_by_text("Karim a modifié la note.")).to_be_visible()
    await expect(page.get_by_label("Note")).to_have_value("Portail bleu")
    await tell(site, refuse=0)


async def test_undo_from_a_toast_posts_with_the_token(page: Page, site: str) -> None:
    await page.get_by_role("button", name="Archiver").click()
    await expect(page.locator("#toasts")).to_contain_text("Dossier 18427 archivé")
    await page.keyboard.press("z")
    await expect(page.locator("#toasts")).to_contain_text("Dossier 18427 rétabli")
    await expect(page.locator("#toasts")).not_to_contain_text("archivé")
    token = await page.locator("meta[name=csrf-token]").get_attribute("content")
    assert (await received(site))["undone"] == [token]


async def test_a_toast_stays_ten_seconds(page: Page) -> None:
    await page.keyboard.press("e")
    await expect(page.locator("toast-message")).to_be_visible()
    began = time.monotonic()
    await expect(page.locator("toast-message")).to_have_count(0, timeout=13_000)
    assert time.monotonic() - began >= 9


async def test_a_refusal_says_why_and_swaps_nothing(page: Page) -> None:
    await page.get_by_role("button", name="Refus").click()
    await expect(page.locator("#toasts")).to_contain_text("Votre profil ne permet pas d’archiver.")
    await expect(page.locator("#bloc")).to_have_text("Avant")


async def test_a_form_with_errors_comes_back_with_the_focus_on_the_summary(page: Page) -> None:
    await page.get_by_role("button", name="Envoyer").click()
    await expect(page.get_by_role("alert")).to_be_focused()
    await page.get_by_role("link", name="Nom : donnez un nom.").click()
    await expect(page.locator("#f-nom")).to_be_focused()


async def test_a_live_event_refreshes_the_marked_block(page: Page, site: str) -> None:
    await page.wait_for_timeout(300)
    await tell(site, live='{"subject": "dossier:2"}')
    await page.wait_for_timeout(300)
    await expect(page.locator("#bloc")).to_have_text("Avant")
    await tell(site, live='{"subject": "dossier:1"}')
    await expect(page.locator("#bloc")).to_have_text("Après")


@pytest.mark.feature("OUR-13")
async def test_the_question_mark_lists_what_the_screen_declares(page: Page) -> None:
    await page.keyboard.press("?")
    help_ = page.locator("#raccourcis")
    await expect(help_).to_be_visible()
    for words in ("Tout chercher, tout faire", "Dossiers", "Archiver", "Changer le statut", "Ligne suivante"):
        await expect(help_).to_contain_text(words)
    await page.keyboard.press("Escape")
    await expect(help_).to_be_hidden()


async def test_two_keys_go_to_a_list(page: Page) -> None:
    await page.keyboard.press("g")
    await page.keyboard.press("d")
    await page.wait_for_url("**/dossiers")


async def test_rows_by_keyboard(page: Page) -> None:
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await expect(page.get_by_role("link", name="18428")).to_be_focused()
    await page.keyboard.press("x")
    await expect(page.get_by_label("Sélectionner 18428")).to_be_checked()
    await page.keyboard.press("s")
    await expect(page.get_by_role("button", name="Annulé 2")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("k")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/dossiers/18427")


async def test_keys_are_not_stolen_while_typing(page: Page) -> None:
    await page.get_by_label("Référence").press_sequentially("n?gd")
    await expect(page.get_by_label("Référence")).to_have_value("n?gd")
    assert page.url.endswith("/ilots")


async def test_a_menu_opens_under_its_button(page: Page) -> None:
    button = page.locator("button.pill").first
    await button.click()
    menu = page.locator("#m-statut")
    await expect(menu.get_by_role("button", name="Devis 1")).to_be_visible()
    at, box = await button.bounding_box(), await menu.bounding_box()
    assert at and box
    assert abs(box["x"] - at["x"]) <= 1
    assert min(abs(box["y"] - at["y"] - at["height"]), abs(at["y"] - box["y"] - box["height"])) <= 5
    await page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()


async def test_an_irreversible_act_names_its_object(page: Page) -> None:
    await page.get_by_role("button", name="Ouvrir", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Émettre la facture F-1")).to_be_visible()
    await dialog.get_by_role("button", name="Ne rien faire").click()
    await expect(dialog).to_be_hidden()


async def test_the_theme_is_kept_for_the_server(page: Page) -> None:
    await page.get_by_role("button", name="mon compte").click()
    await page.get_by_label("Sombre").check(force=True)
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_without_script_the_page_is_complete(browser: Browser, site: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site}/ilots")
    await page.get_by_role("button", name="Ouvrir", exact=True).click()
    await expect(page.get_by_role("button", name="Émettre la facture F-1")).to_be_visible()
    assert await page.locator(".top__search").get_attribute("href") == "/recherche"
    await context.close()
