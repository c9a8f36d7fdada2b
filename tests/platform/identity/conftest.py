"""The application on a real port, and a real Chromium in front of it."""

import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.companies import Company

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
PORT = 8421 + 2 * int(WORKER[2:])


@pytest.fixture(scope="session")
def served(database: str, durand: Company, morel: Company) -> Iterator[int]:
    """The port where the web role answers, on the database of this run."""
    environment = {**os.environ, "ODISSEE_PORT": str(PORT)}
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--workers-kill-timeout",
        "2",
        "--port",
        str(PORT),
        "odissee.app.web:app",
    ]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(f"http://127.0.0.1:{PORT}/connexion")
        yield PORT
    finally:
        server.terminate()
        server.wait(10)


def _wait(url: str) -> None:
    end = time.monotonic() + 30
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

    from odissee.app.browser import find_browser

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_browser(Path(os.environ["ODISSEE_DATA"]))
        )
        yield browser
        await browser.close()


@pytest.fixture(autouse=True)
async def quiet_hours(request: pytest.FixtureRequest) -> None:
    """Each test starts with clean slates: all of them come from one address."""
    if "database" in request.fixturenames:
        from odissee.platform.db import db

        async with db.apart() as tx:
            await tx.execute("delete from rate_bucket")
