"""Steps that the scenarios share: what the office does at its screens, what the client does on a phone."""

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.live_site import LiveSite
from tests.scenarios.hands import Keyboard, Mouse

WAIT = 60
"""Seconds for what the worker does: a PDF, a mail."""


@dataclass
class Outbox:
    """The page where one reads what has left the company."""

    page: Page
    origin: str = ""

    async def open(self, words: str, rank: int = 0) -> None:
        """Opens the newest message (or the one of that rank) whose line holds these words, as soon as it has left."""
        await self.page.goto(f"{self.origin}/boite-de-sortie")
        line = await self._wait_for(words, rank)
        await line.click()
        await self.page.locator("#lecture h2").wait_for()

    async def _wait_for(self, words: str, rank: int) -> Locator:
        line = self.page.locator("tr[data-row] a.rowlink", has_text=re.compile(words, re.IGNORECASE)).nth(
            rank
        )
        for _ in range(WAIT):
            if await line.count():
                return line
            await self.page.wait_for_timeout(1000)
            await self.page.reload()
        raise AssertionError(f"no message « {words} » has left")

    async def link(self, start: str) -> str:
        """An address in the open mail."""
        frame = self.page.frame_locator("#lecture iframe")
        address = await frame.locator(f'a[href*="{start}"]').first.get_attribute("href")
        assert address
        return address

    async def attachments(self) -> list[tuple[str, bytes]]:
        """Names and bytes of the files of the open mail."""
        files = []
        for link in await self.page.locator("#lecture ul a[download]").all():
            async with self.page.expect_download() as coming:
                await link.click()
            path = await (await coming.value).path()
            files.append(((await link.inner_text()).strip(), path.read_bytes()))
        return files


def pages_of(pdf: bytes) -> tuple[int, set[str]]:
    """How many pages, and the names of the files inside."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages), set(document.attachments)


@dataclass
class Client:
    """Somebody with a phone and the link of a mail."""

    page: Page

    @classmethod
    async def with_phone(cls, site: LiveSite, slug: str) -> tuple[BrowserContext, "Client"]:
        context = await site.sit_down(slug, width=390, height=844)
        return context, cls(await context.new_page())

    async def ask_code(self) -> None:
        await self.page.get_by_role("button", name="Recevoir le code").click()
        await self.page.locator("#f-code").wait_for()

    async def accept(self, name: str, place: str, code: str) -> None:
        """Name, place, the boxes and the code, then the green button."""
        await self.page.fill("#f-name", name)
        await self.page.fill("#f-place", place)
        for box in ("terms", "early_start", "loss_of_right"):
            await self.page.locator(f"input[name={box}]").check()
        await self.page.fill("#f-code", code)
        await self.page.locator("form#accepter button.btn--primary").click()

    async def refuse(self) -> str:
        """The first reason of the list, with the wish to be called back."""
        await self.page.get_by_text("Ce devis ne convient pas").click()
        reasons = self.page.locator("#f-reason option")
        reason = (await reasons.nth(1).inner_text()).strip()
        await self.page.select_option("#f-reason", reason)
        await self.page.get_by_label("Je souhaite être rappelé").check()
        await self.page.get_by_role("button", name="Refuser le devis").click()
        return reason


async def code_in(outbox: Outbox) -> str:
    """The six digits of the newest code."""
    await outbox.open("ode")
    text = await outbox.page.locator("#lecture").inner_text()
    frame = outbox.page.locator("#lecture details pre")
    found = re.search(r"\b\d{6}\b", text + (await frame.text_content() or "" if await frame.count() else ""))
    assert found, text
    return found[0]


HOUSE = {"surface": "118", "rooms": "5", "built_year": "1938"}
"""A house of 1938 at Pau: gas and electricity are old, termites are known there."""


async def describe_house(hands: Mouse | Keyboard) -> None:
    """Point 1, then what the law asks stands ticked with its reason."""
    await hands.choose("type", "Maison")
    for name, value in HOUSE.items():
        await hands.write(name, value)
    await hands.choose("heating", "Gaz individuel")
    await hands.choose("termites", "Oui")
    await hands.pick("gas", "old")
    await hands.pick("electricity", "old")
    await hands.pick("co_owned", "no")


async def new_person(hands: Mouse | Keyboard, champ: str, **fields: str) -> None:
    """« Créer + » inside the order."""
    lead = f"{champ}_new_"
    await hands.write(f"{champ}_name", fields["last_name"])
    if isinstance(hands, Mouse):
        await hands.page.locator(f"#pick-{champ}").get_by_role("button", name="Créer +").click()
    else:
        await hands.reach(
            hands.page.locator(f"#pick-{champ}").get_by_role("button", name="Créer +"), "Créer +"
        )
        await hands.page.keyboard.press("Enter")
    await hands.field(lead + "last_name").wait_for()
    for name, value in fields.items():
        if name in ("type", "civility"):
            await hands.choose(lead + name, value)
        elif name != "last_name":
            await hands.write(lead + name, value)
    await hands.press("Créer le contact")
    await expect(hands.page.locator(f"#pick-{champ} .field__ok")).to_contain_text(fields["last_name"])


async def locate(hands: Mouse | Keyboard) -> None:
    """Point 3, typed whole."""
    for name, value in (("address", "8 rue Bargoin"), ("postcode", "64000"), ("city", "Pau")):
        await hands.write(name, value)
