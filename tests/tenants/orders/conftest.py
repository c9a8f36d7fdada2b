"""A company of its own with the example catalogue, so that each test reads only what it wrote."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from odissee.platform.db import db, new_id
from odissee.tenants.catalogue import install_defaults
from odissee.tenants.companies.default_lists import add_default_lists
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found


@pytest.fixture
async def pau(database: str) -> AsyncIterator[Company]:
    """Another company at Pau: Paul owns it, Sophie runs its office, Inès is its technician."""
    people = {
        "Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"),
        "Karim": ("Benali", "sales"), "Hugo": ("Lagarde", "lead_worker"),
    }  # fmt: skip
    company = await found(f"pau-{new_id().hex[-8:]}", "Pau Diagnostics", "Pau", people)
    async with db.tenant(company.tenant_id) as tx:
        await install_defaults(tx)
        await add_default_lists(tx)
    yield company


@pytest.fixture
async def office(app: Any, pau: Company) -> Visitor:
    """Sophie, taking orders."""
    return await logged_in(app, pau, pau.people["Sophie"])


@pytest.fixture
async def boss(app: Any, pau: Company) -> Visitor:
    """Paul, who may force a price."""
    return await logged_in(app, pau, pau.people["Paul"])


class Count:
    """How many queries the requests inside a `with` made."""

    count = 0


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`with queries() as seen:` counts what transactions asked of the database before they closed."""
    from contextlib import contextmanager

    from odissee.platform.db import TenantTransaction

    total = Count()
    close = TenantTransaction._close

    async def closing(self: TenantTransaction) -> None:
        total.count += self.queries
        await close(self)

    monkeypatch.setattr(TenantTransaction, "_close", closing)

    @contextmanager
    def counting() -> Any:
        before, seen = total.count, Count()
        yield seen
        seen.count = total.count - before

    return counting


@pytest.fixture(scope="session")
def served(database: str) -> Iterator[int]:
    """The port where the web role answers, on the database of this run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--workers-kill-timeout", "2", "--port", str(port),
        "odissee.app.web:app",
    ]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env={**os.environ, "ODISSEE_PORT": str(port)}, **quiet)  # type: ignore[call-overload] # noqa: S603
    try:
        _wait(f"http://127.0.0.1:{port}/connexion")
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _wait(url: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            httpx.get(url, timeout=2)
            return
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="session")
async def chromium(database: str) -> AsyncIterator[Any]:
    """One browser for all; each test takes a context of its own."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=os.environ["ODISSEE_CHROMIUM"])
        yield browser
        await browser.close()


@pytest.fixture
async def sit_down(chromium: Any, served: int) -> AsyncIterator[Any]:
    """`await sit_down(visitor)`: the same person in a real browser, with their session."""
    contexts = []

    async def open_browser(
        visitor: Visitor, width: int = 1440, height: int = 900, theme: str = "light"
    ) -> Any:
        context = await chromium.new_context(
            viewport={"width": width, "height": height}, locale="fr-FR", bypass_csp=True, color_scheme=theme,
            base_url=f"http://{visitor.http.base_url.host}:{served}",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(8000)
        host = visitor.http.base_url.host
        await context.add_cookies(
            [
                {"name": c.name, "value": c.value, "domain": host, "path": "/"}
                for c in visitor.http.cookies.jar
            ]
            + [{"name": "theme", "value": theme, "domain": host, "path": "/"}]
        )
        return context

    yield open_browser
    for context in contexts:
        await context.close()
