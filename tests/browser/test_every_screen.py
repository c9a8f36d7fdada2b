"""Every screen in a real Chromium: the console, the content policy, axe in both themes, the window at three widths."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Page

from tests.browser.crawl import Walk
from tests.browser.examine import Complaints, examined
from tests.browser.screens import Template, templates
from tests.live_site import LiveSite

GUESTS = (
    "/connexion", "/mot-de-passe-oublie", "/connexion/code", "/nouveau-mot-de-passe/{token:str}", "/i/{token:str}",
    "/invitation/{token:str}", "/inscription/confirmer/{token:str}", "/assistance/{token:str}", "/d/{token:str}",
    "/d/{token:str}/conditions", "/r/{token:str}", "/r/{token:str}/prestations", "/depot/{token:str}", "/recu/{token:str}",
    "/espace", "/", "/espace/demande", "/espace/dossiers/{dossier_id:uuid}",
    "/espace/dossiers/{dossier_id:uuid}/renouveler", "/espace/dossiers/{dossier_id:uuid}/prestations", "/devis-en-ligne", "/devis-en-ligne/cadre", "/devis-en-ligne/merci",
    "/donnees", "/o/{token:str}", "/rdv/{token:str}", "/echeance/{token:str}",
)  # fmt: skip
"""Addresses of the company's host that are for others than its staff: walked by those."""
EXAMPLES = ("/bienvenue/exemples/retirer",)
"""Only where there are examples: looked at by `tests/app/test_example_screens.py`."""
EMPTY = ("/dossiers", "/contacts", "/boite-de-sortie", "/courrier", "/notifications", "/taches", "/bienvenue", "/parametres/tarifs",
         "/parametres/tarifs-particuliers", "/parametres/certifications", "/commandes/nouvelle", "/contacts/doublons", "/appel", "/contacts/importer",
         "/contacts/exporter", "/parametres/listes", "/messages", "/messages/nouveau")  # fmt: skip
READ_ONLY = ("/dossiers", "/contacts", "/boite-de-sortie", "/notifications", "/compte")
FORMS = ("/contacts/nouveau", "/parametres/societe", "/parametres/sites/nouveau", "/parametres/equipe/nouveau",
         "/parametres/diagnostics/nouveau", "/parametres/packs/nouveau", "/parametres/tarifs-particuliers/nouveau",
         "/parametres/conditions", "/contacts/importer", "/parametres/listes/cancel_reason",
         "/parametres/modeles/mail.quote_sent", "/parametres/regles", "/messages/nouveau")  # fmt: skip
SEND_EMPTY = """() => { const form = [...document.querySelectorAll('main form[method=post]')].sort((a, b) =>
    b.querySelectorAll('input, select, textarea').length - a.querySelectorAll('input, select, textarea').length)[0];
  for (const field of form.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea')) {
    field.required = false; field.value = '' }
  form.noValidate = true; form.requestSubmit(form.querySelector('button[type=submit].btn--primary') ?? undefined) }"""


def of(*doors: str) -> list[Template]:
    """The screens of these hosts that are their own people's."""
    return [one for one in templates() if one.door in doors and one.path not in GUESTS + EXAMPLES]


@asynccontextmanager
async def walk(
    site: LiveSite, slug: str, person: str = "", screens: list[Template] | None = None, long: bool = False
) -> AsyncIterator[Walk]:
    """Ends by saying what was found; a walk that found nothing to look at has failed."""
    context = await site.sit_down(slug, person)
    one = Walk(context, screens or [], long)
    yield one
    await context.close()
    print(
        f"\n{person or 'guest'} of {slug or 'the site'}: {one.count} screens × 2 themes × 3 widths",
        *one.faults,
        sep="\n",
    )
    assert one.count and one.faults == [], "\n".join(one.faults)


@pytest.mark.parametrize("half", [0, 1])
async def test_every_screen_of_the_company(live_site: LiveSite, half: int) -> None:
    """Paul owns the company, he may see them all; two walks, so that two processes share them."""
    screens = of("company", "any")
    settings = [one for one in screens if one.path.startswith("/parametres")]
    mine = settings if half else [one for one in screens if one not in settings]
    async with walk(live_site, "durand", "Paul", mine) as paul:
        await paul.everywhere()
        if not half:
            await paul.visit("/dossiers?vue=archives", _tick_some, name="archives, some ticked")
            await paul.visit("/dossiers", _look_at_many, name="many at once, before")
            await paul.visit("/dossiers?nature=sale", _open_columns, name="columns to show")
            await paul.visit("/dossiers?vue=corbeille", _look_at_deletion, name="deleting for good, before")
        missed = {one.path for one in mine} - {one.path for one in paul.seen} - _needs_more(mine)
        assert missed == set(), f"no link leads to {missed}"


@pytest.mark.long
async def test_every_screen_at_every_width_with_all_its_rows(live_site: LiveSite) -> None:
    async with walk(live_site, "durand", "Paul", of("company", "any"), long=True) as paul:
        await paul.everywhere()


def _needs_more(screens: list[Template]) -> set[str]:
    """Screens of what the demonstration holds none of, or that no first row leads to: a document is read by its own scenario."""
    none = (
        "/parametres/tarifs-particuliers/{id:uuid}",
        "/contacts/importer/{run_id:uuid}",
        "/documents/{document_id:uuid}",
        "/prelevements/{sample_id:uuid}",
    )
    return {one.path for one in screens if one.path in none}


@pytest.mark.feature("TEN-05")
async def test_every_screen_of_the_console(live_site: LiveSite) -> None:
    screens = [one for one in of("console") if "double-authentification" not in one.path]
    async with walk(live_site, "console", "Nora", screens) as nora:
        await nora.everywhere()
    async with walk(live_site, "console") as guest:
        await guest.visit("/connexion")


async def test_every_screen_of_the_bare_host(live_site: LiveSite) -> None:
    async with walk(live_site, "", "", [*of("site"), Template("/connexion", "any")]) as guest:
        await guest.everywhere()


@pytest.mark.feature("COM-04", "LIST-33", "AUTH-01", "AUTH-04")
async def test_every_screen_of_those_who_are_not_staff(live_site: LiveSite) -> None:
    async with walk(live_site, "durand") as guest:
        for path in ("/connexion", "/mot-de-passe-oublie", "/donnees", "/devis-en-ligne/merci"):
            await guest.visit(path)
        await guest.visit("/devis-en-ligne", status=0)
        for path in ("/nouveau-mot-de-passe/x", "/i/x", "/inscription/confirmer/x", "/assistance/x", "/d/x"):
            await guest.visit(path, status=0, name=path)
        await guest.visit(live_site.links[0])
        await guest.visit(f"{live_site.links[0]}/conditions")
        await guest.visit(live_site.links[-1], _accept_nothing, name="quote, accepted with nothing typed")
        for path in live_site.pages:
            await guest.visit(path)
    async with walk(live_site, "durand", "Client") as client:
        await client.visit("/espace")
        await client.visit("/espace", _open_first, name="a dossier before its client")
        await client.visit("/espace/demande")
        await client.visit("/espace/demande?quoi=callback", _send_nothing, name="a call, nothing typed")


async def _open_first(page: Page) -> None:
    await page.locator(".job .rowlink").first.click()
    await page.get_by_role("heading", name="Et maintenant").wait_for()


async def _send_nothing(page: Page) -> None:
    await page.fill("#f-phone", "")
    await page.get_by_role("button", name="Me faire rappeler").click()
    await page.locator(".errors").wait_for()


async def _tick_some(page: Page) -> None:
    boxes = page.locator("tbody input[name=ids]")
    await boxes.nth(1).click()
    await boxes.nth(5).click(modifiers=["Shift"])
    assert await page.locator("tbody input[name=ids]:checked").count() == 5
    await page.locator(".bulk").wait_for()


async def _look_at_many(page: Page) -> None:
    await _tick_some(page)
    await page.locator("button[name=acte][value=corbeille]").click()
    await page.get_by_role("heading", name="Mettre à la corbeille").wait_for()


async def _open_columns(page: Page) -> None:
    """Its menu stands under the button, on the side where there is room."""
    button, menu = page.get_by_role("button", name="Affichage"), page.locator("#menu-affichage")
    await button.click()
    of_button, of_menu = await button.bounding_box(), await menu.bounding_box()
    assert of_button and of_menu and 0 < of_menu["y"] - of_button["y"] - of_button["height"] < 12
    assert of_menu["x"] <= of_button["x"] + of_button["width"] <= of_menu["x"] + of_menu["width"] + 2


async def _look_at_deletion(page: Page) -> None:
    if not await page.locator("tbody input[name=ids]").count():
        await page.goto("/dossiers")
        await page.locator("button[data-row-key=delete]").last.click()
        await page.locator(".toast").wait_for()
        await page.goto("/dossiers?vue=corbeille")
    await page.locator("tbody input[name=ids]").first.check()
    await page.get_by_role("button", name="Supprimer définitivement").click()
    await page.get_by_role("heading", name="Supprimer définitivement").wait_for()


async def _accept_nothing(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("Recevoir le code|Renvoyer un code")).click()
    await page.locator("#f-code").wait_for()
    await page.locator("form#accepter button.btn--primary").click()
    await page.locator(".errors").wait_for()


async def test_what_is_empty_what_is_read_only_and_what_is_long(live_site: LiveSite) -> None:
    async with walk(live_site, "vide", "Paul") as paul:
        for path in EMPTY:
            await paul.visit(path, name=f"empty {path}")
    async with walk(live_site, "durand", "Claire", [Template("/dossiers/{dossier_id:uuid}", "company"),
                                                   Template("/contacts/{contact_id:uuid}", "company")]) as claire:  # fmt: skip
        for path in READ_ONLY:
            await claire.visit(path, name=f"read-only {path}")
        await claire.everywhere()
        await claire.visit("/parametres/societe", status=403, name="refused")
        await claire.visit("/nulle-part", status=404, name="absent")
    long = [one for one in of("company") if one.path.startswith(("/dossiers/{", "/contacts/{"))]
    async with walk(live_site, "longs", "Sophie", long) as sophie:
        for path in ("/dossiers", "/contacts"):
            await sophie.visit(path, name=f"long {path}")
        await sophie.everywhere()


async def test_every_form_that_is_refused(live_site: LiveSite) -> None:
    """Sent with nothing in it: the page says what to mend, and says it to everybody."""

    async def send(page: Page) -> None:
        await page.evaluate(SEND_EMPTY)
        await page.locator(".errors:focus").wait_for()

    async with walk(live_site, "vide", "Paul") as paul:
        for path in FORMS:
            await paul.visit(path, send, name=f"refused {path}")
    async with walk(live_site, "") as guest:
        await guest.visit("/inscription", send, name="refused sign-up")


BAD: dict[str, Any] = {
    "image-alt": "<img src=data:,>", "too wide": "<div style=width:3000px>x</div>", "h1 is 2": "<h1>Deux</h1>",
    "color-contrast": "<p style='color:#ccc;background:#ddd'>pâle</p>", "console": "<img src=/nulle-part.png alt=x>",
    "Content Security Policy": "<img src=https://ailleurs.example/x.png alt=x>",
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
async def test_the_examination_is_able_to_fail(live_site: LiveSite, fault: str) -> None:
    context, complaints = await live_site.sit_down("durand", "Paul"), Complaints()
    page = await context.new_page()
    complaints.listen(page)
    await page.goto("/raccourcis")
    await page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", BAD[fault]
    )
    found = [*await examined(page), *complaints.take()]
    assert any(fault in one for one in found), found
    await context.close()
