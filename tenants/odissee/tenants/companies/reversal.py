"""What changed in a row, for the journal, and how to put it back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from piccolo.columns import UUID as UuidColumn
from piccolo.columns import Array, Column, Timestamptz
from piccolo.columns import Date as DateColumn
from piccolo.table import Table

from odissee.platform.journal import NothingToUndo


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return [plain(item) for item in value] if isinstance(value, list) else value


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, on both sides, as the journal keeps it."""
    names = [name for name in after if plain(before[name]) != plain(after[name])]
    return {name: plain(before[name]) for name in names}, {name: plain(after[name]) for name in names}


async def put_back(table: type[Table], key: Column, id: UUID, entry: Any) -> None:
    """Write the former values again; raises `NothingToUndo` when a later change stands on them."""
    row = await table.select().where(key == id).first()
    if row is None or any(plain(row[name]) != value for name, value in entry["after"].items()):
        raise NothingToUndo
    values: dict[Column | str, Any] = {
        name: _typed(table, name, value) for name, value in entry["before"].items()
    }
    await table.update(values, force=True).where(key == id)


def _typed(table: type[Table], name: str, value: Any) -> Any:
    column = table._meta.get_column_by_name(name)
    if value is None:
        return None
    if isinstance(column, DateColumn):
        return date.fromisoformat(value)
    if isinstance(column, Timestamptz):
        return datetime.fromisoformat(value)
    if isinstance(column, Array) and isinstance(column.base_column, UuidColumn):
        return [UUID(item) for item in value]
    return UUID(value) if isinstance(column, UuidColumn) else value
