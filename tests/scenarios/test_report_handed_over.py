"""From the reports dropped on a dossier to the client who takes one with a code: two browsers, the real worker."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.examine import Complaints, examined
from tests.live_site import LiveSite
from tests.scenarios.steps import Client, Outbox, code_in
from tests.tenants.documents.papers import ASBESTOS, TERMITES, pdf


async def a_dossier_without_report(page: Page) -> None:
    """The newest planned dossier of the demonstration."""
    await page.goto("/dossiers?statut=planifie")
    await page.locator("tr", has=page.get_by_title("Aucun rapport")).locator("a.rowlink").first.click()
    await page.locator("#documents").wait_for()


@pytest.mark.feature("DOSS-10", "DOSS-12", "DOSS-13", "DOSS-14", "DOSS-15", "COM-11")
async def test_a_report_is_handed_over_by_sms_code(live_site: LiveSite, tmp_path: Path) -> None:
    office = await live_site.sit_down("durand", "Sophie")
    page, heard = await office.new_page(), Complaints(allowed=("422",))
    heard.listen(page)
    await a_dossier_without_report(page)
    dossier = page.url.partition("#")[0]
    await drop(page, tmp_path)
    await expect(page.locator("#documents")).to_contain_text("lot 12.pdf » est vide")
    await expect(page.locator("#documents table")).to_contain_text(
        "État relatif aux termites", timeout=60_000
    )
    await expect(page.locator("#documents table")).to_contain_text("Code par SMS")
    await page.get_by_role("button", name="Bloquer État relatif aux termites").click()
    await expect(page.locator("#documents table")).to_contain_text("Bloqué")
    await page.goto(dossier)
    assert await examined(page) == []

    await page.locator("#documents a.rowlink").first.click()
    await page.wait_for_url("**/documents/*")
    assert await examined(page) == []
    await page.goto(dossier)
    await page.get_by_role("link", name="Prévenir", exact=True).click()
    await page.wait_for_url("**/prevenir")
    assert await examined(page) == []
    mobile = await only_one_with_mail(page)
    await page.get_by_role("button", name="Envoyer aux contacts cochés").click()
    await expect(page.locator("#toasts")).to_contain_text("Rapports annoncés")
    desk = Outbox(await office.new_page(), live_site.origin("durand"))
    await desk.open("Rapports disponibles")
    link = await desk.link("/r/")

    phone, client = await Client.with_phone(live_site, "durand")
    await client.page.goto(link)
    locked = client.page.locator("li.rep--locked")
    await expect(locked).to_contain_text("Bloqué")
    assert await locked.locator("button, a").count() == 0
    assert await examined(client.page) == []
    await client.page.set_viewport_size({"width": 390, "height": 844})
    await take_with_code(client.page, desk, mobile)
    await client.page.goto(link)
    await expect(client.page.locator("main")).to_contain_text("téléchargé le")
    await page.goto(f"{dossier}/documents/remises")
    await expect(page.locator("table")).to_contain_text("code par SMS")
    assert await examined(page) == [] and heard.take() == []
    await phone.close()
    await office.close()


async def drop(page: Page, folder: Path) -> None:
    """Three files chosen at once: two reports, and one that is empty."""
    for name, data in (("AMI.pdf", pdf(ASBESTOS)), ("scan 3.pdf", pdf(TERMITES)), ("lot 12.pdf", b"")):
        (folder / name).write_bytes(data)
    await page.set_input_files("#f-files", [folder / "AMI.pdf", folder / "scan 3.pdf", folder / "lot 12.pdf"])
    await expect(page.locator("#toasts")).to_contain_text("2 fichiers déposés")


async def only_one_with_mail(page: Page) -> bool:
    """Tick the owner alone; they have a mobile in the demonstration."""
    boxes = page.locator("fieldset label.opt")
    for box in await boxes.all():
        await box.locator("input").set_checked("Propriétaire" in await box.inner_text())
    return True


async def take_with_code(page: Page, desk: Outbox, mobile: bool) -> None:
    """Ask for the code, read it in the outbox, type it: the file comes."""
    await page.get_by_role("button", name="Ouvrir État amiante").click()
    field = page.locator("input[name=code]")
    await field.wait_for()
    assert await examined(page) == []
    await page.set_viewport_size({"width": 390, "height": 844})
    await field.fill("123")
    await page.get_by_role("button", name="Ouvrir le rapport").click()
    await expect(page.locator(".field__error")).to_contain_text("Ce code n’est pas le bon")
    await field.fill(await code_in(desk))
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Ouvrir le rapport").click()
    path = await (await coming.value).path()
    assert mobile and path.read_bytes() == pdf(ASBESTOS)
