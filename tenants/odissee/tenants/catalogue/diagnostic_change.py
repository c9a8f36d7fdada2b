"""The catalogue is changed line by line; a diagnostic is hidden, never deleted: dossiers name it."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.french import compact
from odissee.platform.journal import Entry, record, reversible
from odissee.tenants.catalogue.tables import DiagnosticRow
from odissee.tenants.companies import FieldRefused, differences, put_back

ONE = "select * from diagnostic where id = $1 for update"
ORDER = "select id, position from diagnostic order by position, label for update"
PLACE = "update diagnostic set position = $2 where id = $1"


async def diagnostic_row(tx: TenantTransaction, id: UUID) -> dict[str, Any]:
    row = await tx.fetchrow(ONE, id)
    if row is None:
        raise NotFound
    return dict(row)


async def add_diagnostic(tx: TenantTransaction, values: dict[str, Any]) -> Entry:
    """A service of the company's own, outside the law: its code comes from its short name."""
    code = f"X_{compact(values['short_label']).upper()[:40]}"
    if await tx.fetchval("select exists (select from diagnostic where code = $1)", code):
        raise FieldRefused("Un diagnostic porte déjà ce nom court. Choisissez-en un autre.")
    last: int = await tx.fetchval("select coalesce(max(position), 0) from diagnostic")
    row = DiagnosticRow(code=code, position=last + 10, **values)
    await row.save()
    return record(tx, "diagnostic", row.id, "diagnostic.added", after={"label": values["label"]})


async def change_diagnostic(tx: TenantTransaction, id: UUID, values: dict[str, Any]) -> Entry | None:
    """Write what differs; None when nothing does."""
    old, new = differences(await diagnostic_row(tx, id), values)
    if not new:
        return None
    await DiagnosticRow.update({name: values[name] for name in new}, force=True).where(DiagnosticRow.id == id)
    return record(tx, "diagnostic", id, "diagnostic.changed", before=old, after=new)


async def show_diagnostic(tx: TenantTransaction, id: UUID, shown: bool) -> Entry | None:
    return await change_diagnostic(tx, id, {"hidden_at": None if shown else clock.now()})


async def move_diagnostic(tx: TenantTransaction, id: UUID, by: int) -> None:
    """One place up (−1) or down (1) in the order of the screens."""
    ids = [row["id"] for row in await tx.fetch(ORDER)]
    if id not in ids:
        raise NotFound
    place = ids.index(id)
    ids.insert(max(0, min(len(ids) - 1, place + by)), ids.pop(place))
    await tx.executemany(PLACE, [(each, 10 * rank) for rank, each in enumerate(ids, 1)])
    record(
        tx,
        "diagnostic",
        id,
        "diagnostic.moved",
        before={"place": place + 1},
        after={"place": ids.index(id) + 1},
    )


@reversible("diagnostic.changed", "catalogue.manage")
async def diagnostic_back(tx: TenantTransaction, row: Any) -> None:
    await put_back(DiagnosticRow, DiagnosticRow.id, row["subject_id"], row)
