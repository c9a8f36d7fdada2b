"""The whole product at work for the browsers: a real web role and a real worker, on a database and a NATS of their own.

One for each process of the run, because starting it costs seconds. Its companies: the demonstration (`durand`,
`morel`) and the `FRESH` ones, ready to sell and empty. While writing a scenario, `python -m tests.live_site FILE` keeps
one at work and `ODISSEE_LIVE=FILE` has the tests use it: they start at once, and see what the former ones left.
"""

import asyncio
import json
import os
import secrets
import shutil
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserContext, async_playwright

from odissee.app.supervisor import EmbeddedNats
from odissee.app.supervisor.child import Child
from tests.servers import running_servers

ROOT = Path(__file__).parents[1]
ROOTS = [ROOT, *(ROOT / name for name in ("platform", "tenants", "routing", "billing", "bridge"))]
FRESH = ("reserve", "souris", "clavier", "agence", "refus", "collegues", "vide", "longs")
DOSSIERS = 60
START_SECONDS = 120.0


@dataclass
class LiveSite:
    """Where the site answers, and the sessions of its people: `inside[slug][first name]`. `links` are quotes that wait at Durand's."""

    port: int
    inside: dict[str, dict[str, str]]
    links: list[str]
    browser: Browser
    pages: list[str] = field(default_factory=list)
    """The other pages that a contact opens from a message."""

    @property
    def address(self) -> dict[str, Any]:
        return {"port": self.port, "inside": self.inside, "links": self.links, "pages": self.pages}

    def origin(self, slug: str = "") -> str:
        return f"http://{slug + '.' if slug else ''}localhost:{self.port}"

    async def sit_down(
        self, slug: str, person: str = "", width: int = 1440, height: int = 900, theme: str = "light"
    ) -> BrowserContext:
        """A person in a browser of their own; without a name, somebody who has not entered."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, locale="fr-FR", timezone_id="Europe/Paris",
            color_scheme="dark" if theme == "dark" else "light", base_url=self.origin(slug),
        )  # fmt: skip
        context.set_default_timeout(10_000)
        host = f"{slug}.localhost" if slug else "localhost"
        cookies: list[Any] = [{"name": "theme", "value": theme, "domain": host, "path": "/"}]
        if person:
            cookies.append(
                {"name": "session", "value": self.inside[slug][person], "domain": host, "path": "/"}
            )
        await context.add_cookies(cookies)
        return context


@asynccontextmanager
async def live_site(name: str, dossiers: int = DOSSIERS) -> AsyncIterator[LiveSite]:
    """The site at work until the block ends; `name` keeps apart those of one run."""
    from odissee.app.migrate import migrate

    if known := os.environ.get("ODISSEE_LIVE"):
        async with _chromium() as browser:
            yield LiveSite(**_at(known), browser=browser)
        return
    servers = running_servers()
    await servers.migrated_database(name, migrate)
    data, port = servers.data / name, _free_port()
    (data / "logs").mkdir(parents=True, exist_ok=True)
    data.chmod(0o711)
    nats = EmbeddedNats(data, sync_interval="2m")
    await nats.start()
    environment = {**_environment(data, port, name), "NATS_URL": nats.url}
    seeded = await _seed(environment, dossiers)
    async with _at_work(data, port, environment), _chromium() as browser:
        yield LiveSite(port, **seeded, browser=browser)
    await nats.stop()


def _at(file: str) -> dict[str, Any]:
    """The site that somebody keeps at work."""
    return dict(json.loads(Path(file).read_text()))


def _environment(data: Path, port: int, name: str) -> dict[str, str]:
    servers = running_servers()
    roles = {"DATABASE_URL": "app", "DATABASE_OWNER_URL": "owner", "DATABASE_RELAY_URL": "relay"}
    return {
        **{variable: servers.url(f"odissee_{role}", name) for variable, role in roles.items()},
        "ODISSEE_DATA": str(data),
        "ODISSEE_PORT": str(port),
        "ODISSEE_ADDRESS_URL": "",
        "PYTHONPATH": os.pathsep.join(map(str, ROOTS)),
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _seed(environment: dict[str, str], dossiers: int) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.live_seed", str(dossiers), *FRESH,
        cwd=ROOT, env={**os.environ, **environment}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode == 0, "the live site was not seeded: see above"
    seeded: dict[str, Any] = json.loads(said.splitlines()[-1])
    return seeded


@asynccontextmanager
async def _at_work(data: Path, port: int, environment: dict[str, str]) -> AsyncIterator[None]:
    web = [
        *(
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "asgi",
            "--workers",
            "1",
            "--workers-kill-timeout",
            "2",
        ),
        *("--host", "127.0.0.1", "--port", str(port), "odissee.app.web:app"),
    ]
    worker = [sys.executable, "-m", "odissee.app.worker"]
    parts = [
        Child(name, command, data / "logs" / f"{name}.log", env=environment, cwd=ROOT)
        for name, command in (("web", web), ("worker", worker))
    ]
    await asyncio.gather(*(part.start() for part in parts))
    try:
        await _answers(port, parts[0])
        yield
    finally:
        await asyncio.gather(*(part.stop(5) for part in parts))


async def _answers(port: int, web: Child) -> None:
    end = time.monotonic() + START_SECONDS
    async with httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(f"http://127.0.0.1:{port}/readyz", timeout=2)
                return
            except httpx.TransportError:
                assert web.running and time.monotonic() < end, web.log.read_text()[-3000:]
                await asyncio.sleep(0.1)


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ["ODISSEE_CHROMIUM"], args=["--force-prefers-reduced-motion"]
        )
        yield browser
        await browser.close()


async def _stay(file: Path) -> None:
    os.environ.setdefault("ODISSEE_SECRET", secrets.token_hex(32))
    os.environ.setdefault("ODISSEE_CHROMIUM", shutil.which("chromium-headless-shell") or "")
    async with live_site("live_by_hand") as site:
        await asyncio.to_thread(file.write_text, json.dumps(site.address))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_stay(Path(sys.argv[1])))
