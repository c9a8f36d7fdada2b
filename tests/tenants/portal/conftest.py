"""An agency of Durand's for each test of the space."""

from typing import Any

import pytest

from tests.companies import Company
from tests.tenants.portal.agency import Agency, ossau


@pytest.fixture
async def agency(app: Any, durand: Company) -> Agency:
    return await ossau(app, durand)
