"""From the call to the accepted quote, as Sophie and her client live it: in browsers, with the real worker."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.live_site import LiveSite
from tests.scenarios.hands import Keyboard, Mouse
from tests.scenarios.steps import Client, Outbox, code_in, describe_house, locate, new_person, pages_of

ANNE: dict[str, str] = {
    "last_name": "Bordenave", "first_name": "Anne", "mobile": "06 39 98 61 77", "email": "anne.bordenave@exemple.fr",
}  # fmt: skip


@pytest.mark.feature("CREA-01", "CREA-02", "CREA-04", "CREA-05", "CREA-07", "CREA-08", "CREA-11", "CREA-12")
@pytest.mark.feature(
    "CREA-15", "CREA-16", "CREA-21", "CREA-23", "CREA-29", "COM-01", "COM-03", "COM-04", "COM-05"
)
@pytest.mark.feature("COM-06", "LIST-11", "LIST-12", "OUR-01", "OUR-13")
@pytest.mark.parametrize(("slug", "way"), [("souris", Mouse), ("clavier", Keyboard)])
async def test_a_call_becomes_an_accepted_quote(live_site: LiveSite, slug: str, way: Any) -> None:
    office = await live_site.sit_down(slug, "Sophie")
    page = await office.new_page()
    hands = way(page)
    await page.goto("/dossiers")

    await hands.begin_order()
    await page.wait_for_url("**/commandes/*/mission")
    await describe_house(hands)
    await expect(page.locator("#d-CREP")).to_be_checked()
    lead = page.locator("#diagnostics li", has=page.locator("#d-CREP"))
    await expect(lead).to_contain_text("1949")
    await expect(lead).to_contain_text("Pourquoi")
    await expect(page.locator("#prix")).to_contain_text("€")

    await hands.press("Suivant : demandeur")
    await page.wait_for_url("**/demandeur")
    await new_person(hands, "requester", **ANNE)
    for box in ("requester_is_owner", "requester_pays"):
        await hands.tick(box)
    await hands.press("Suivant : bien")
    await page.wait_for_url("**/bien")
    await locate(hands)
    await hands.press("Suivant : interlocuteurs")
    await page.wait_for_url("**/interlocuteurs")
    await hands.press("Suivant : planning")
    await page.wait_for_url("**/planning")
    recap = page.locator("section[aria-labelledby=rec]")
    for words in ("Bordenave", "Pau", "1938"):
        await expect(recap).to_contain_text(words)
    await hands.press("Générer le devis")
    await page.locator("#f-public_comment").wait_for()
    await hands.write("public_comment", "Clés chez le voisin, au numéro 10")
    await hands.send_quote()
    await page.wait_for_url("**/dossiers/*")
    dossier = page.url
    await expect(page.locator(".banner .pill")).to_contain_text("Devis")

    desk = Outbox(await office.new_page())
    await desk.open("devis")
    sent = await desk.attachments()
    assert [name.split(" ")[0] for name, _ in sent] == ["Devis", "Attestation"], sent
    pages, _ = pages_of(sent[0][1])
    phone, client = await Client.with_phone(live_site, slug)
    await client.page.goto(await desk.link("/d/"))
    await expect(client.page.locator("h1")).to_contain_text("devis")
    await expect(client.page.locator("main")).to_contain_text("Clés chez le voisin")
    await client.ask_code()
    await client.accept("Anne Bordenave", "Pau", await code_in(desk))
    await expect(client.page.locator("main")).to_contain_text("Devis accepté")

    await page.goto(dossier)
    await expect(page.locator(".banner .pill")).to_contain_text("À planifier")
    await page.goto("/dossiers")
    await page.locator("a.counter", has_text="À planifier").click()
    await page.wait_for_url("**/dossiers?*")
    await expect(page.locator("#rows tr", has_text="Bordenave")).to_contain_text("À planifier")
    proofs = [await proof_of(desk, rank) for rank in (1, 0)]
    for reader in ("anne.bordenave@exemple.fr", f"contact@{slug}.example"):
        assert any(reader in text for text, _ in proofs), (reader, [text for text, _ in proofs])
    for _, files in proofs:
        count, inside = pages_of(files[0][1])
        assert count == pages + 1 and "devis-envoye.pdf" in inside
    await phone.close()
    await office.close()


async def proof_of(desk: Outbox, rank: int) -> tuple[str, list[tuple[str, bytes]]]:
    """One of the two mails that tell the acceptance: what is read, and its files."""
    await desk.open("accept", rank)
    return await desk.page.locator("#lecture").inner_text(), await desk.attachments()


@pytest.mark.feature("CREA-22", "CREA-16", "LIST-20", "LIST-22")
async def test_the_agency_asks_and_the_owner_is_another(live_site: LiveSite) -> None:
    """M. Albert owns the house, Agence ARIA calls, brings the business and gets the quote."""
    office = await live_site.sit_down("agence", "Sophie")
    page = await office.new_page()
    hands = Mouse(page)
    await page.goto("/dossiers")
    await hands.begin_order()
    await describe_house(hands)
    await hands.press("Suivant : demandeur")
    await new_person(
        hands,
        "requester",
        type="Agence",
        last_name="Agence ARIA",
        email="contact@aria.exemple.fr",
    )
    await hands.tick("requester_is_prescriber")
    await expect(page.locator("#demandeur-dit")).to_contain_text("est une agence")
    await hands.press("Nommer le propriétaire")
    await page.wait_for_url("**/bien")
    await new_person(hands, "owner", last_name="Albert", civility="M.", mobile="06 39 98 12 34")
    await locate(hands)
    await hands.press("Générer le devis")
    await page.locator("#f-public_comment").wait_for()
    await expect(page.locator("dialog#devis")).to_contain_text("contact@aria.exemple.fr")
    await hands.send_quote()
    await page.wait_for_url("**/dossiers/*")
    await expect(page.locator("h1")).to_contain_text("Albert")
    await page.goto("/dossiers")
    row = page.locator("#rows tr").first
    await expect(row.locator("td.own")).to_contain_text("Albert")
    await expect(row.locator("td.pre")).to_contain_text("ARIA")
    await office.close()


@pytest.mark.feature("COM-07", "COM-08", "LIST-18", "LIST-25")
async def test_the_client_refuses_and_wants_a_call_back(live_site: LiveSite) -> None:
    office = await live_site.sit_down("refus", "Sophie")
    page = await office.new_page()
    hands = Mouse(page)
    await page.goto("/dossiers")
    await hands.begin_order()
    await describe_house(hands)
    await hands.press("Suivant : demandeur")
    await new_person(hands, "requester", **ANNE)
    await hands.tick("requester_is_owner")
    await hands.press("Suivant : bien")
    await locate(hands)
    await hands.press("Générer le devis")
    await page.locator("#f-public_comment").wait_for()
    await hands.send_quote()
    await page.wait_for_url("**/dossiers/*")
    desk = Outbox(await office.new_page())
    await desk.open("devis")
    phone, client = await Client.with_phone(live_site, "refus")
    await client.page.goto(await desk.link("/d/"))
    reason = await client.refuse()
    await expect(client.page.locator("main")).to_contain_text("Nous vous rappelons")
    await page.reload()
    await expect(page.locator(".banner .pill")).to_contain_text("Annulé")
    await expect(page.locator("main")).to_contain_text(reason)
    await expect(page.locator("#devis")).to_contain_text("à rappeler")
    await desk.open("refus")
    await expect(desk.page.locator("#lecture")).to_contain_text(reason)
    await page.goto("/notifications")
    await expect(page.locator("main")).to_contain_text("Bordenave")
    await phone.close()
    await office.close()
