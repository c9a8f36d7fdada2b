"""Which tables a question reads with the id it asks for: seen at the one door, so that no list has to be kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest

from odissee.platform.db import TenantTransaction

TABLES = re.compile(r'\b(?:from|join|update|into)\s+"?(?:public"?\.)?"?([a-z_]+)"?', re.IGNORECASE)
DOORS = ("fetch", "fetchrow", "fetchval", "execute")


@contextmanager
def tables_asked(id: str) -> Iterator[set[str]]:
    """Collects the tables of every statement that has this id among its values."""
    seen: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for door in DOORS:
            patch.setattr(TenantTransaction, door, _watched(getattr(TenantTransaction, door), id, seen))
        yield seen


def _watched(real: Any, id: str, seen: set[str]) -> Any:
    async def watched(self: TenantTransaction, sql: str, *args: Any) -> Any:
        if any(id in _written(value) for value in args):
            seen.update(TABLES.findall(sql))
        return await real(self, sql, *args)

    return watched


def _written(value: Any) -> str:
    return str(value) if isinstance(value, (UUID, str)) else repr(value)
