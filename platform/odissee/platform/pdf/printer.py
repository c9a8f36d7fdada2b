"""The warm browser: a warm page per desk, ten seconds at most, started again after a crash."""

import asyncio
import contextlib
import re
from collections.abc import Callable, Coroutine
from typing import Any

from playwright.async_api import Error, async_playwright

from odissee.platform.errors import OutsideFailure
from odissee.platform.pdf.fonts import give, part
from odissee.platform.settings import settings

FLAGS = [
    "--no-sandbox",  # pages are our own templates, without script or network; root cannot use the sandbox
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
SECONDS = 10.0
DESKS = 2
LOADS = re.compile(r"url\(|src\s*=|<link|@import", re.IGNORECASE)
"""Something to fetch or decode, an image mostly: without any, the page is whole as soon as it is written."""
RENEW_AFTER = 500
"""Documents printed by one browser before a new one takes over: its memory grows slowly."""


class PrintFailed(OutsideFailure):
    """The browser died three times, or the page took more than ten seconds."""

    title = "Le document n’a pas pu être mis en page. Nous réessayons."


class Desk:
    """One warm page: no script, no network, nothing that a document could leave for the next one but our font.

    A document with other fonts than the page holds gets a new page, in a new context.
    """

    def __init__(self) -> None:
        self._page: Any = None
        self._browser: Any = None
        self._faces: tuple[str, ...] = ()

    async def page(self, browser: Any, faces: tuple[str, ...] = ()) -> Any:
        """The page of this desk in the present browser with exactly these fonts, made again when it is not."""
        gone = self._page is None or self._browser is not browser or self._page.is_closed()
        if gone or self._faces != faces:
            await self._leave(gone=gone)
            context = await browser.new_context(
                java_script_enabled=False, offline=True, service_workers="block"
            )
            await context.route("**/*", lambda route: route.abort())
            page = await context.new_page()
            await give(page, faces)
            self._page, self._browser, self._faces = page, browser, faces
        return self._page

    async def _leave(self, *, gone: bool) -> None:
        page, self._page = self._page, None
        if not gone:
            await page.context.close()

    async def print(self, browser: Any, html: str, options: dict[str, Any]) -> bytes:
        parted = part(html)
        page = await self.page(browser, parted.faces)
        await page.set_content(parted.html, wait_until="load" if LOADS.search(parted.html) else "commit")
        data: bytes = await page.pdf(
            format="A4", print_background=True, prefer_css_page_size=True, tagged=True, **options
        )
        return data

    async def shoot(self, browser: Any, html: str, width: int, height: int) -> bytes:
        parted = part(html)
        page = await self.page(browser, parted.faces)
        await page.set_viewport_size({"width": width, "height": height})
        await page.set_content(parted.html, wait_until="load" if LOADS.search(parted.html) else "commit")
        data: bytes = await page.screenshot(type="png")
        return data


type Make = Callable[[Desk, Any], Coroutine[Any, Any, bytes]]


class Printer:
    """Prints two documents at once, each on its own desk; the others wait."""

    def __init__(self) -> None:
        self._desks: asyncio.LifoQueue[Desk] = asyncio.LifoQueue()
        for _ in range(DESKS):
            self._desks.put_nowait(Desk())
        self._lock = asyncio.Lock()
        self._playwright: Any = None
        self._browser: Any = None
        self._dead = asyncio.Event()
        self._printed = 0

    async def close(self) -> None:
        await self._close_browser()
        if self._playwright is not None:
            await self._playwright.stop()
        self._playwright = None

    async def pdf(self, html: str, **options: Any) -> bytes:
        """A4 bytes of a complete HTML page whose assets are inlined; raises `PrintFailed`."""
        return await self._made(lambda desk, browser: desk.print(browser, html, options))

    async def png(self, html: str, width: int, height: int) -> bytes:
        """The top left corner of a complete HTML page as pixels; raises `PrintFailed`."""
        return await self._made(lambda desk, browser: desk.shoot(browser, html, width, height))

    async def _made(self, make: Make) -> bytes:
        desk = await self._desks.get()
        try:
            for _ in range(3):
                with contextlib.suppress(Error):
                    data = await self._try(desk, make)
                    if data is not None:
                        return data
        finally:
            self._desks.put_nowait(desk)
        raise PrintFailed

    async def _try(self, desk: Desk, make: Make) -> bytes | None:
        browser, dead = await self._warm()
        page = asyncio.create_task(make(desk, browser))
        death = asyncio.create_task(dead.wait())  # playwright may never answer once the browser is dead
        await asyncio.wait({page, death}, timeout=SECONDS, return_when=asyncio.FIRST_COMPLETED)
        death.cancel()
        if page.done():
            return page.result()
        page.add_done_callback(lambda task: task.cancelled() or task.exception())
        page.cancel()
        if not dead.is_set():  # the time is over: the page is hostile or stuck
            await self._close_browser()
            raise PrintFailed
        return None

    async def _warm(self) -> tuple[Any, asyncio.Event]:
        async with self._lock:
            self._printed += 1
            alone = self._desks.qsize() == DESKS - 1
            if self._browser is None or self._dead.is_set() or (self._printed > RENEW_AFTER and alone):
                await self._launch()
            return self._browser, self._dead

    async def _launch(self) -> None:
        await self._close_browser()
        if self._playwright is None:
            self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=settings().chromium or None, args=FLAGS, timeout=15_000,
            handle_sigint=False, handle_sigterm=False, handle_sighup=False,
        )  # fmt: skip
        self._printed, self._dead = 0, asyncio.Event()
        self._browser.on("disconnected", lambda *_, dead=self._dead: dead.set())

    async def _close_browser(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(browser.close(), 2)


printer = Printer()
