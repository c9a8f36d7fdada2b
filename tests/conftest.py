"""What every test may ask for: a migrated database, two companies, their people, the web application."""

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from odissee.platform.tenancy import forget_places
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found
from tests.counting import counting
from tests.live_site import LiveSite
from tests.live_site import live_site as work_live
from tests.served import web_role
from tests.servers import running_servers

DURAND = (
    "Durand Diagnostics", "Pau",
    {
        "Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"),
        "Karim": ("Benali", "sales"), "Claire": ("Fabre", "accountant"), "Hugo": ("Lagarde", "lead_worker"),
        "Anne": ("Vidal", "admin"),
    },
)  # fmt: skip
MOREL = ("Morel Expertises", "Grenoble", {"Luc": ("Morel", "owner")})
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE, ASIDE = f"test_{WORKER}", f"aside_{WORKER}"
os.environ.setdefault("ODISSEE_SECRET", secrets.token_hex(32))


@dataclass(frozen=True)
class Founded:
    """The companies as they were founded; each file of tests gets a copy."""

    durand: Company
    morel: Company


def _environment() -> None:
    servers = running_servers()
    for variable, role in (
        ("DATABASE_URL", "app"),
        ("DATABASE_OWNER_URL", "owner"),
        ("DATABASE_RELAY_URL", "relay"),
    ):
        os.environ[variable] = servers.url(f"odissee_{role}", DATABASE)
    os.environ.setdefault("ODISSEE_CHROMIUM", shutil.which("chromium-headless-shell") or "")
    os.environ["NATS_URL"] = servers.nats_url
    os.environ["ODISSEE_DATA"] = str(servers.data / f"files-{WORKER}")
    Path(os.environ["ODISSEE_DATA"]).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
async def founded() -> AsyncIterator[Founded]:
    """A migrated database with the two companies, put aside: each file of tests begins from a copy of it."""
    from odissee.app.features import load_jobs
    from odissee.app.migrate import migrate
    from odissee.platform.db import db
    from odissee.platform.settings import settings

    _environment()
    settings.cache_clear()
    load_jobs()
    await running_servers().migrated_database(DATABASE, migrate)
    await db.connect(settings().database_url)
    both = Founded(durand=await found("durand", *DURAND), morel=await found("morel", *MOREL))
    await db.disconnect()
    await running_servers().fresh_copy(ASIDE, of=DATABASE)
    yield both
    await db.disconnect()


@pytest.fixture(scope="module")
async def database(founded: Founded) -> str:
    """The owner's address of this file's own database; the program's pool is open on it."""
    from odissee.platform.db import db
    from odissee.platform.settings import settings
    from odissee.tenants.dossiers.listing import kept

    await db.disconnect()
    await running_servers().fresh_copy(DATABASE, of=ASIDE)
    forget_places()
    kept.forget()
    await db.connect(settings().database_url)
    return settings().owner_url


@pytest.fixture(scope="module")
async def durand(database: str, founded: Founded) -> Company:
    """Durand Diagnostics at Pau: M. Durand owns it, Sophie runs the office, Inès is the technician."""
    return deepcopy(founded.durand)


@pytest.fixture(scope="module")
async def morel(database: str, founded: Founded) -> Company:
    """Morel Expertises at Grenoble: the stranger company, which must never see Durand's rows."""
    return deepcopy(founded.morel)


@pytest.fixture(scope="session")
async def app(founded: Founded) -> Any:
    """The web application of this run, on the same database as the test."""
    from odissee.app.web import build

    return build()


@pytest.fixture
async def sophie(app: Any, durand: Company) -> Visitor:
    """Sophie of Durand's office, at work in her browser."""
    return await logged_in(app, durand, durand.people["Sophie"])


@pytest.fixture
async def paul(app: Any, durand: Company) -> Visitor:
    """M. Durand, owner of the company, at work in his browser."""
    return await logged_in(app, durand, durand.people["Paul"])


@pytest.fixture
async def luc(app: Any, morel: Company) -> Visitor:
    """Luc Morel, owner of the stranger company."""
    return await logged_in(app, morel, morel.people["Luc"])


@pytest.fixture
async def visitor(app: Any, durand: Company) -> Visitor:
    """Somebody unknown, on Durand's host."""
    return Visitor(app, durand.host)


@pytest.fixture(scope="session")
async def live_site() -> AsyncIterator[LiveSite]:
    """The whole product in front of a real Chromium, shared by the tests of this process."""
    _environment()
    async with work_live(f"live_{WORKER}") as site:
        yield site


@pytest.fixture(scope="module")
def served(database: str) -> Iterator[int]:
    """The port where the web role answers, on the database of this run."""
    with web_role() as port:
        yield port


@pytest.fixture(scope="session")
async def chromium(founded: Founded) -> AsyncIterator[Any]:
    """One real browser for all tests of this process; each takes a context of its own."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=os.environ["ODISSEE_CHROMIUM"])
        yield browser
        await browser.close()


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`with queries() as seen: …; seen.count` counts the queries of every transaction in the block."""
    return lambda: counting(monkeypatch)
