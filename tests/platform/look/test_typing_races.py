"""Answers that cross on their way never take a typed word off the screen, nor off the server."""

from playwright.async_api import Page, expect

from tests.platform.look.conftest import received, tell

TYPED = "Accès au garage nécessaire"
SAID = "[...document.querySelectorAll('[data-draft-status]')].map(one => one.dataset.state)"


async def test_a_block_rendered_before_the_word_was_kept_does_not_take_it_off(page: Page, site: str) -> None:
    await page.get_by_role("button", name="Volet").click()
    dialog = page.get_by_role("dialog")
    comment = dialog.get_by_label("Commentaire")
    await comment.wait_for()
    await tell(site, slow={"/volet": 2})
    await comment.evaluate("field => { field.dataset.before = '' }")
    async with page.expect_response("**/volet"):
        await dialog.get_by_role("button", name="Plus tard").click()
        await page.get_by_role("button", name="Volet").click()
        async with page.expect_response("**/brouillon"):
            await comment.fill(TYPED)
        await comment.blur()
    await expect(comment).not_to_have_attribute("data-before", "")
    await expect(comment).to_have_value(TYPED)
    await dialog.get_by_role("button", name="Valider").click()
    await page.get_by_role("heading", name="Validé").wait_for()
    assert [one["comment"] for one in (await received(site))["sent"]] == [TYPED]


async def test_two_savings_of_a_replaced_form_reach_the_server_in_their_order(page: Page, site: str) -> None:
    await page.get_by_role("button", name="Volet").click()
    dialog = page.get_by_role("dialog")
    comment = dialog.get_by_label("Commentaire")
    await comment.wait_for()
    await tell(site, slow={"Accès": 1.5})
    async with page.expect_request("**/brouillon"):
        await comment.fill("Accès")
    await page.evaluate(
        """async () => { const part = await (await fetch('/volet')).text();
        document.querySelector('#volet-corps').innerHTML = part; }"""
    )
    await expect(comment).to_have_value("Accès")
    await comment.fill(TYPED)
    await page.wait_for_timeout(2500)
    assert (await received(site))["kept"]["comment"] == TYPED
    await expect(comment).to_have_value(TYPED)


async def test_a_form_sent_while_a_word_is_on_its_way_has_the_last_say(page: Page, site: str) -> None:
    await page.get_by_role("button", name="Volet").click()
    dialog = page.get_by_role("dialog")
    comment = dialog.get_by_label("Commentaire")
    await comment.wait_for()
    await tell(site, slow={"Accès": 1.5})
    async with page.expect_request("**/brouillon"):
        await comment.fill("Accès")
    await comment.fill(TYPED)
    await dialog.get_by_role("button", name="Valider").dblclick()
    await page.get_by_role("heading", name="Validé").wait_for()
    await page.wait_for_timeout(1700)
    seen = await received(site)
    assert seen["kept"]["comment"] == TYPED
    assert [one["comment"] for one in seen["sent"]] == [TYPED], "sent once, by two clicks"


async def test_the_page_never_says_saved_of_a_word_that_has_not_been_sent(page: Page, site: str) -> None:
    await page.get_by_label("Référence").fill("Lot 14")
    await expect(page.locator("p[data-draft-status]")).to_have_attribute("data-state", "saved")
    at_once = await page.evaluate(
        f"""() => {{ const note = document.querySelector('#f-note'); note.value = 'Clé';
        note.dispatchEvent(new Event('input', {{bubbles: true}})); return {SAID}; }}"""
    )
    assert at_once == ["saving"]


async def test_saved_is_said_when_both_forms_of_the_page_are(page: Page, site: str) -> None:
    await page.get_by_role("button", name="Volet").click()
    comment = page.get_by_role("dialog").get_by_label("Commentaire")
    await comment.wait_for()
    await tell(site, slow={"Accès": 2})
    async with page.expect_request("**/brouillon"):
        await comment.fill("Accès")
    await page.evaluate(
        """() => { const note = document.querySelector('#f-note'); note.value = 'Clé';
        note.dispatchEvent(new Event('input', {bubbles: true})); }"""
    )
    for _ in range(100):
        if any(one.get("note") == "Clé" for one in (await received(site))["saved"]):
            break
        await page.wait_for_timeout(10)
    await page.wait_for_timeout(150)
    assert await page.evaluate(SAID) == ["saving"], "the other word is still on its way"
    await expect(page.locator("p[data-draft-status]")).to_have_attribute("data-state", "saved")
