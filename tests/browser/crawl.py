"""Walking through the screens of one host: every address without a part, then what the links of the pages lead to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page

from tests.browser.examine import Complaints, examined
from tests.browser.screens import Template

LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
State = Callable[[Page], Awaitable[None]]


@dataclass
class Walk:
    """One person's walk; `faults` is what was found, `seen` the templates whose screen was examined."""

    context: BrowserContext
    templates: list[Template]
    long: bool = False
    known: dict[str, str] = field(default_factory=dict)
    ahead: dict[Template, str] = field(default_factory=dict)
    seen: set[Template] = field(default_factory=set)
    count: int = 0
    faults: list[str] = field(default_factory=list)

    async def everywhere(self) -> None:
        """Visits each template once, in the order in which addresses become known."""
        self.ahead = {one: one.path for one in self.templates if one.fixed}
        while waiting := [(one, path) for one, path in self.ahead.items() if one not in self.seen]:
            for template, path in waiting:
                self.seen.add(template)
                await self.visit(path)

    async def visit(self, path: str, state: State | None = None, status: int = 200, name: str = "") -> None:
        """Opens the page in a tab of its own, brings it into a state, examines it, reads its links; `status` 0: any."""
        page, complaints = await self.context.new_page(), Complaints()
        complaints.allowed = ("status of 4",) if state or status != 200 else ()
        complaints.listen(page)
        answer = await page.goto(path)
        if status and answer and answer.status != status:
            self.faults.append(f"{path}: answers {answer.status}")
        if state:
            await state(page)
            await page.wait_for_load_state("load")
        found = await examined(page, self.long)
        self.faults += [f"{name or path}: {fault}" for fault in [*complaints.take(), *found]]
        self.count += 1
        self.learn([page.url, *await page.evaluate(LINKS)])
        await page.close()

    def learn(self, addresses: list[str]) -> None:
        """Which templates these addresses belong to, and what their parts are."""
        for address in addresses:
            path = urlsplit(address).path
            for template in self.templates:
                if found := template.pattern.match(path):
                    self.ahead.setdefault(template, path)
                    parts = found.groupdict()
                    self.known |= {k: v for k, v in parts.items() if k not in ("id", "key", "token")}
        for template in self.templates:
            if not template.fixed and (path := template.filled(self.known)):
                self.ahead.setdefault(template, path)
