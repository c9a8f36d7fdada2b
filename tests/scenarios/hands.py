"""Two ways of working at the same screens: with a mouse, or with the keyboard and nothing else.

`Keyboard` reaches everything with Tab and acts with Enter, Space, arrows and letters: what it cannot reach, nobody
without a mouse can. Fields are named by their `id`, buttons and links by the words that one reads.
"""

from playwright.async_api import Locator, Page, expect

FAR = 220
"""More Tabs than any screen has stops: beyond, what is looked for cannot be reached."""
HERE = "e => e === document.activeElement"


class Unreachable(AssertionError):
    def __init__(self, what: str) -> None:
        super().__init__(f"{FAR} Tabs do not reach {what}")


class Hands:
    """What both do: find by words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def named(self, words: str) -> Locator:
        """The one visible button, link or box of these words; inside the open dialog when there is one."""
        root = self.page.locator("dialog[open]:modal").or_(self.page.locator("body:not(:has(dialog[open]))"))
        found = root.get_by_role("button", name=words).or_(root.get_by_role("link", name=words))
        return found.locator("visible=true").first

    def field(self, id: str) -> Locator:
        return self.page.locator(f"#f-{id}")


class Mouse(Hands):
    """Clicks, and types where it has clicked."""

    async def write(self, id: str, text: str) -> None:
        self.acts += 1
        await self.field(id).click()
        await self.field(id).fill(text)

    async def choose(self, id: str, label: str) -> None:
        self.acts += 1
        await self.field(id).select_option(label=label)

    async def pick(self, name: str, value: str) -> None:
        self.acts += 1
        await self.page.locator(f"input[name={name}][value={value}]").check(force=True)

    async def tick(self, name: str) -> None:
        self.acts += 1
        await self.page.locator(f"input[name={name}][type=checkbox]").check()

    async def press(self, words: str) -> None:
        self.acts += 1
        await self.named(words).click()

    async def begin_order(self) -> None:
        await self.press("Devis / commande")

    async def send_quote(self) -> None:
        await self.press("Générer et envoyer le devis")


class Keyboard(Hands):
    """Tab, Enter, Space, arrows, letters and shortcuts."""

    async def reach(self, target: Locator, what: str) -> None:
        await target.wait_for()
        for _ in range(FAR):
            if await target.evaluate(HERE):
                return
            await self.page.keyboard.press("Tab")
        raise Unreachable(what)

    async def write(self, id: str, text: str) -> None:
        self.acts += 1
        await self.reach(self.field(id), id)
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.type(text)

    async def choose(self, id: str, label: str) -> None:
        self.acts += 1
        await self.reach(self.field(id), id)
        await self.page.keyboard.type(label)
        await self.page.keyboard.press("Tab")
        chosen = await self.field(id).evaluate("e => e.selectedOptions[0].textContent.trim()")
        assert chosen == label, f"{id}: {chosen}"

    async def pick(self, name: str, value: str) -> None:
        self.acts += 1
        group = self.page.locator(f"input[name={name}]")
        stop = group.and_(self.page.locator(":checked"))
        await self.reach(stop if await stop.count() else group.first, name)
        wanted = self.page.locator(f"input[name={name}][value={value}]")
        for _ in range(await group.count()):
            if await wanted.is_checked():
                return
            await self.page.keyboard.press("ArrowRight")
        raise Unreachable(f"{name}={value}")

    async def tick(self, name: str) -> None:
        self.acts += 1
        box = self.page.locator(f"input[name={name}][type=checkbox]")
        await self.reach(box, name)
        if not await box.is_checked():
            await self.page.keyboard.press("Space")
        await expect(box).to_be_checked()

    async def press(self, words: str) -> None:
        self.acts += 1
        await self.reach(self.named(words), words)
        await self.page.keyboard.press("Enter")

    async def begin_order(self) -> None:
        """From the palette, by its words."""
        await self.page.keyboard.press("Control+k")
        await self.page.keyboard.type("nouveau devis")
        await self.page.locator("[role=option][aria-selected=true]", has_text="devis").wait_for()
        await self.page.keyboard.press("Enter")

    async def send_quote(self) -> None:
        await self.page.keyboard.press("Control+Enter")
