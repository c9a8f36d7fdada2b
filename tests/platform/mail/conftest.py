import os
from collections.abc import AsyncIterator

import pytest

from odissee.platform.settings import settings
from tests.fakes.smtp import Relay, smtp_relay


@pytest.fixture
async def relay(database: str) -> AsyncIterator[Relay]:
    """A live installation whose relay listens: mails really leave."""
    async with smtp_relay() as relay:
        os.environ.update(SMTP_URL=relay.url, ODISSEE_MODE="live", ODISSEE_BASE_HOST="localhost")
        settings.cache_clear()
        yield relay
        del os.environ["SMTP_URL"], os.environ["ODISSEE_MODE"]
        settings.cache_clear()
