"""Packs: one price for a set of diagnostics, dated rows as unit prices are."""

from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry
from odissee.tenants.catalogue.dated import change_from
from odissee.tenants.catalogue.revision import PACK, Replacement, Row, new_row, replace_rows

LIST = """
select p.*, s.name as site_name, l.name as list_name from pack p
  left join site s on s.tenant_id = p.tenant_id and s.id = p.site_id
  left join special_price l on l.tenant_id = p.tenant_id and l.id = p.special_price_id
 where p.valid_to is null or p.valid_to >= $1
 order by p.hidden_at is not null, p.transaction nulls first, p.property_type nulls first, p.name, p.valid_from nulls first"""
ONE = "select to_jsonb(t) from pack t where id = $1 for update"


async def packs_from(tx: TenantTransaction, on: date) -> list[Any]:
    """Packs in force that day or planned later, active ones first."""
    return await tx.fetch(LIST, on)


async def pack(tx: TenantTransaction, id: UUID) -> Row:
    found: Row | None = await tx.fetchval(ONE, id)
    if found is None:
        raise NotFound
    return found


async def add_pack(tx: TenantTransaction, values: dict[str, Any], on: date, until: date | None) -> Entry:
    """A new pack from a day on."""
    row = new_row(
        tx, hidden_at=None, valid_from=on.isoformat(), valid_to=until.isoformat() if until else None, **values
    )
    return await replace_rows(tx, "pack.changed", Replacement(PACK, [], [row]))


async def change_pack(
    tx: TenantTransaction, id: UUID, values: dict[str, Any], on: date, until: date | None
) -> Entry | None:
    """The pack as it will be from a day on; what it was before stays in its own row. None when nothing differs."""
    row = await pack(tx, id)
    ending = until.isoformat() if until else None
    if all(row[name] == value for name, value in values.items()) and row["valid_to"] == ending:
        return None
    new = new_row(tx, hidden_at=row["hidden_at"], **values)
    leave, come = change_from([row], max(on, _start(row)), new)
    come = [each | {"valid_to": ending} if each["id"] == new["id"] else each for each in come]
    return await replace_rows(tx, "pack.changed", Replacement(PACK, leave, come))


def _start(row: Row) -> date:
    return date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min


async def end_pack(tx: TenantTransaction, id: UUID, on: date) -> Entry:
    """No longer sold from that day; a pack that has not begun leaves altogether."""
    row = await pack(tx, id)
    leave, come = change_from([row], max(on, _start(row)), None)
    return await replace_rows(tx, "pack.changed", Replacement(PACK, leave, come))


async def show_pack(tx: TenantTransaction, id: UUID, shown: bool) -> Entry:
    """Proposed on orders or not, whatever its dates."""
    row = await pack(tx, id)
    now = row | {"hidden_at": None if shown else clock.now().isoformat()}
    return await replace_rows(tx, "pack.changed", Replacement(PACK, [row], [now]))
