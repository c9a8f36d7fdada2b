"""Identifiers that come back from a page or an address."""

from uuid import UUID


def as_uuid(raw: object) -> UUID | None:
    """None for what is no identifier: a page never breaks on a tampered one, it finds nobody.

    >>> as_uuid("") is None, as_uuid(None) is None, as_uuid("x") is None
    (True, True, True)
    """
    try:
        return UUID(str(raw))
    except ValueError:
        return None
