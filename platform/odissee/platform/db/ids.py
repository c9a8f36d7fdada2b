"""Identifiers are UUIDv7, made by whoever creates the thing, never counters."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A time-ordered identifier, so that keyset paging by id follows creation."""
    return uuid7()
