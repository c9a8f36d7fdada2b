"""A real browser on the small site of `site.py`, one of each for the run."""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

ROOT = Path(__file__).parents[3]
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser of the machine: `ODISSEE_CHROMIUM`, or the one on the path."""
    path = os.environ.get("ODISSEE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("Aucun Chromium : donnez son chemin dans ODISSEE_CHROMIUM.")
    return path


@pytest.fixture(scope="session")
async def site() -> AsyncIterator[str]:
    """The address of the small site, in its own process: it has settings of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    roots = [ROOT, *(ROOT / name for name in ("platform", "tenants", "routing", "billing", "bridge"))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}
    for name in ("DATABASE_URL", "NATS_URL"):
        environment.pop(name, None)
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--port",
        str(port),
        "tests.platform.look.site:app",
    ]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    await _answers(address)
    yield address
    process.terminate()
    await process.wait()


async def _answers(address: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(100):
            try:
                await client.get(f"{address}/vu")
                return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    pytest.fail("Le petit site ne répond pas.")


@pytest.fixture(scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path)
        yield browser
        await browser.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A new person: no cookie, nothing kept."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    context.set_default_timeout(5000)
    yield context
    await context.close()


@pytest.fixture
async def page(context: BrowserContext, site: str) -> AsyncIterator[Page]:
    """The page of islands, which must run without one refusal of the content policy."""
    await tell(site, reset=True)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None
    )
    await page.goto(f"{site}/ilots")
    await page.wait_for_selector("[data-htmx-powered]", state="attached")
    yield page
    assert faults == []


async def tell(site: str, **orders: Any) -> None:
    """How the small site behaves from now on."""
    async with httpx.AsyncClient() as client:
        await client.post(f"{site}/regler", json=orders)


async def received(site: str) -> Any:
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{site}/vu")).json()
