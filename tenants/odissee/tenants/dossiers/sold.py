"""« Bien vendu » (DOSS-61): the property changed hands on a day; expiry alerts of the dossier stop from then on."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.french import to_utc
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell

NOON = time(12)
"""The day is what counts: noon is the same day in every zone of France."""


async def set_sold(tx: TenantTransaction, dossier_id: UUID, day: date | None) -> Entry | None:
    """Note the day of the sale, or take it off with None; returns the entry for undo, None when nothing changes."""
    row = await tx.fetchrow("select sold_at from dossier where id = $1 for update", dossier_id)
    if row is None:
        raise NotFound
    instant = await _noon(tx, day) if day else None
    if row["sold_at"] == instant:
        return None
    await _write(tx, dossier_id, instant)
    return record(
        tx, "dossier", dossier_id, "dossier.sold" if instant else "dossier.unsold", dossier_id=dossier_id,
        before={"sold_at": _told(row["sold_at"])}, after={"sold_at": _told(instant)},
    )  # fmt: skip


async def _noon(tx: TenantTransaction, day: date) -> datetime:
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    return to_utc(datetime.combine(day, NOON), zone)


async def _write(tx: TenantTransaction, dossier_id: UUID, instant: datetime | None) -> None:
    await tx.execute("update dossier set sold_at = $2 where id = $1", dossier_id, instant)
    tell(tx, "dossier", dossier_id)


def _told(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


@reversible("dossier.sold", "order.edit")
async def unsell(tx: TenantTransaction, entry: Any) -> None:
    """As it was before, unless another day was written since."""
    await _back(tx, entry)


@reversible("dossier.unsold", "order.edit")
async def sell_again(tx: TenantTransaction, entry: Any) -> None:
    """The day that was taken off."""
    await _back(tx, entry)


async def _back(tx: TenantTransaction, entry: Any) -> None:
    now = await tx.fetchval("select sold_at from dossier where id = $1 for update", entry["subject_id"])
    if _told(now) != entry["after"]["sold_at"]:
        raise NothingToUndo
    before = entry["before"]["sold_at"]
    await _write(tx, entry["subject_id"], datetime.fromisoformat(before) if before else None)
