"""A company of its own for the book of contacts, so that each test reads only what it wrote."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found, hire


@pytest.fixture
async def pau(database: str) -> AsyncIterator[Company]:
    """Another company at Pau with an empty book; Sophie runs its office, Inès is its technician."""
    slug = f"pau-{new_id().hex[-8:]}"
    people = {
        "Sophie": ("Martin", "office"),
        "Inès": ("Haddad", "technician"),
        "Hugo": ("Lagarde", "lead_worker"),
    }
    yield await found(slug, "Pau Diagnostics", "Pau", people)


@pytest.fixture
async def office(app: Any, pau: Company) -> Visitor:
    """Sophie at work on that book."""
    return await logged_in(app, pau, pau.people["Sophie"])


@pytest.fixture
async def field(app: Any, pau: Company) -> Visitor:
    """Inès, who sees the contacts of her own dossiers only."""
    return await logged_in(app, pau, pau.people["Inès"])


@pytest.fixture
async def paul_of(app: Any, pau: Company) -> Visitor:
    """Paul, the administrator of that company."""
    return await logged_in(app, pau, await hire(pau, "Paul", "Durand", "admin"))


async def dossier_of(company: Company, contact_id: Any, first_name: str = "Sophie", number: int = 1) -> Any:
    """A dossier on which the contact is the owner, done by one of the company's people."""
    async with db.tenant(company.tenant_id) as tx:
        id, property_id = new_id(), new_id()
        await tx.execute("insert into property (id, city) values ($1, 'Pau')", property_id)
        await tx.execute(
            """insert into dossier (id, number, status, site_id, property_id, technician_id, owner_name, city)
               values ($1, $2, 'quoted', $3, $4, $5, 'Bordenave', 'Pau')""",
            id, number, company.site_id, property_id, company.people[first_name].staff_id,
        )  # fmt: skip
        await tx.execute(
            "insert into dossier_contact (id, dossier_id, contact_id, roles) values ($1, $2, $3, '{owner,payer}')",
            new_id(), id, contact_id,
        )  # fmt: skip
    return id


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
