"""A company of its own with the example catalogue, so that each test reads only what it wrote."""

from collections.abc import AsyncIterator
from typing import Any

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
