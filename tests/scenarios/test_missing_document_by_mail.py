"""A missing document: asked by mail, sent back by mail to the address of the dossier, sorted where it belongs."""

import re
from email.message import EmailMessage

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.browser.examine import Complaints
from tests.live_site import LiveSite
from tests.scenarios.steps import WAIT, Outbox
from tests.tenants.documents.papers import pdf

BILLS = "Facture de consommation d'énergie\nÉlectricité et chauffage, année 2025"


@pytest.mark.feature("DOSS-50", "OUR-10", "COM-15")
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_missing_document_comes_by_mail(live_site: LiveSite, theme: str) -> None:
    office = await live_site.sit_down("durand", "Paul", theme=theme)
    page = await office.new_page()
    complaints = Complaints()
    complaints.listen(page)
    await page.goto(f"/dossiers?statut={'finalise' if theme == 'light' else 'devis'}")
    await page.locator("#rows .rowlink").last.click()
    await page.wait_for_url("**/dossiers/*-*")
    dossier = page.url
    await page.locator("#manquants").get_by_role("link", name="Demander").click()
    await page.locator("input[name=d]").first.check()
    label = (await page.locator("label", has=page.locator("input[name=d]")).first.inner_text()).strip()
    contact = page.locator("input[name=contact]:not([disabled])").first
    await contact.check()
    writer = await page.locator(
        "label", has=page.locator("input[name=contact]:not([disabled])")
    ).first.inner_text()
    mail = re.search(r"[\w.+-]+@[\w.-]+", writer)
    address = re.search(r"dossier\+\w+@[\w.-]+", await page.locator("main").inner_text())
    assert mail and address
    await page.get_by_role("button", name="Envoyer la demande").click()
    await expect(page.locator("#manquants")).to_contain_text("attendu")
    await Outbox(await office.new_page()).open(re.escape(label.split(" ")[0]))

    await page.goto("/courrier")
    hook = re.search(r"http\S+/entrants/courrier/\S+", await page.locator("main").inner_text())
    assert hook
    await posted(live_site, hook[0], answer(mail[0], address[0], label))
    await page.goto(dossier)
    await arrived(page)
    assert complaints.take() == []
    await office.close()


def answer(writer: str, to: str, label: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = writer, to, f"Voici : {label}"
    message["Message-ID"] = f"<{to.partition('@')[0]}@exemple.fr>"
    message.set_content("Bonjour, ci-joint le document demandé. Bien à vous.")
    message.add_attachment(pdf(BILLS), maintype="application", subtype="pdf", filename="document demandé.pdf")
    return message.as_bytes()


async def posted(site: LiveSite, hook: str, raw: bytes) -> None:
    """As the company's mail host does: the raw message, with no session."""
    path = "/entrants/courrier/" + hook.rpartition("/")[2]
    async with httpx.AsyncClient() as host:
        told = await host.post(
            f"http://127.0.0.1:{site.port}{path}", content=raw,
            headers={"Host": f"durand.localhost:{site.port}", "Content-Type": "message/rfc822"},
        )  # fmt: skip
    assert told.status_code == 200 and told.json()["fresh"] is True, told.text[:300]


async def arrived(page: Page) -> None:
    """The worker has put the attachment among the documents of the dossier."""
    found = page.locator("#section-received + ul, #manquants").get_by_text("document demandé")
    for _ in range(WAIT):
        if await found.count():
            return
        await page.wait_for_timeout(1000)
        await page.reload()
    raise AssertionError("the file never came")
