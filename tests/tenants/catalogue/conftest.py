"""A company opened for these tests alone, so that its prices start from the example of the first day."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from odissee.platform.db import db, new_id
from odissee.tenants.catalogue import install_defaults
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found


@pytest.fixture
async def durand_prices(database: str) -> Company:
    """Durand with the example catalogue and prices, new for each test."""
    company = await found(
        f"durand-{new_id().hex[-10:]}", "Durand Diagnostics", "Pau",
        {"Paul": ("Durand", "owner"), "Sophie": ("Martin", "office")},
    )  # fmt: skip
    async with db.tenant(company.tenant_id) as tx:
        await install_defaults(tx)
    return company


@pytest.fixture
async def owner(app: Any, durand_prices: Company) -> AsyncIterator[Visitor]:
    """M. Durand, at work on his prices."""
    yield await logged_in(app, durand_prices, durand_prices.people["Paul"])
