"""What every test of identity begins with."""

import pytest


@pytest.fixture(autouse=True)
async def quiet_hours(request: pytest.FixtureRequest) -> None:
    """Each test starts with clean slates: all of them come from one address."""
    if "database" in request.fixturenames:
        from odissee.platform.db import db

        async with db.apart() as tx:
            await tx.execute("delete from rate_bucket")
