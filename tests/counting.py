"""Counting the queries of a page, so that a list costs the same whatever its length."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from odissee.platform.db import TenantTransaction

NAMES = ("fetch", "fetchrow", "fetchval", "execute", "executemany")


@dataclass
class Seen:
    """How many queries ran since the block began."""

    count: int = 0


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Count every query sent through a company's transaction."""
    seen = Seen()
    with monkeypatch.context() as patch:
        for name in NAMES:
            patch.setattr(TenantTransaction, name, _counted(getattr(TenantTransaction, name), seen))
        yield seen


def _counted(original: Any, seen: Seen) -> Any:
    async def call(self: TenantTransaction, *args: Any, **kwargs: Any) -> Any:
        seen.count += 1
        return await original(self, *args, **kwargs)

    return call
