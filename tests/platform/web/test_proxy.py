"""Behind a proxy, the person's address is believed only from a proxy that we know."""

from typing import Any

import pytest

from odissee.platform.settings import settings
from odissee.platform.web.doorway import _ip


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen"),
    [
        ("198.51.100.9", "203.0.113.7", "198.51.100.9"),
        ("10.0.0.2", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.2", "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.2", "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("10.0.0.2", "", "10.0.0.2"),
    ],
)
async def test_only_our_proxies_are_believed(
    database: str, monkeypatch: pytest.MonkeyPatch, peer: str, forwarded: str, seen: str
) -> None:
    monkeypatch.setenv("ODISSEE_PROXIES", "10.0.0.2")
    settings.cache_clear()
    scope: Any = {"client": (peer, 1)}
    try:
        assert _ip(scope, {b"x-forwarded-for": forwarded.encode()}) == seen
    finally:
        monkeypatch.undo()
        settings.cache_clear()
