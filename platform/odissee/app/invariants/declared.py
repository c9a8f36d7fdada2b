"""Declaring an invariant."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """How many things were looked at, and a sentence for each that is wrong."""

    looked_at: int
    breaches: list[str]


Check = Callable[[Any], Awaitable[Finding]]


@dataclass(frozen=True, slots=True)
class Invariant:
    """`says` is what holds, in French; `check` gets a connection that sees one company."""

    key: str
    says: str
    check: Check


COMPANY: dict[str, Invariant] = {}
SCHEMA: dict[str, Invariant] = {}


def invariant(key: str, says: str) -> Callable[[Check], Check]:
    """Declare one that is looked at company by company."""

    def register(check: Check) -> Check:
        COMPANY[key] = Invariant(key, says, check)
        return check

    return register


def of_the_schema(key: str, says: str) -> Callable[[Check], Check]:
    """Declare one that is looked at once for the whole database."""

    def register(check: Check) -> Check:
        SCHEMA[key] = Invariant(key, says, check)
        return check

    return register


async def asked(connection: Any, how_many: str, which: str) -> Finding:
    """From two queries: a count, and one text for each breach."""
    breaches = [str(row[0]) for row in await connection.fetch(which)]
    return Finding(await connection.fetchval(how_many), breaches)
