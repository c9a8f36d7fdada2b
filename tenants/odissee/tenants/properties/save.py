"""Writing down a property: new, or changed."""

from dataclasses import astuple
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.fields import Form
from odissee.platform.jobs import enqueue
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.properties.queries import annexes_of, property_of
from odissee.tenants.properties.reading import AnnexLine, read_annexes, read_property
from odissee.tenants.properties.tables import Annex, Property

UNSAID = frozenset({"matched_at", "updated_at"})
"""Columns that follow others: a journal entry about them alone would say nothing."""


async def save_property(tx: TenantTransaction, form: Form, property_id: UUID | None = None) -> Property:
    """Create the property, or change it; raises `FormErrors` or `NotFound`.

    An address that is known to its commune only is looked up afterwards by a job (`property.locate`), so
    that nobody waits for the network. Annexes are replaced only if the form shows them.
    """
    values, annexes = read_property(form), read_annexes(form)
    form.raise_if_errors()
    property_ = await property_of(tx, property_id) if property_id else Property()
    before = {} if property_id is None else _values(property_, values)
    for name, value in values.items():
        setattr(property_, name, value)
    shown = any(name.startswith("annex_") for name in form.raw)
    if shown:
        property_.annex_count = len(annexes)
    await _keep(tx, property_, before, _values(property_, values), created=property_id is None)
    if shown:
        await _replace_annexes(tx, property_.id, annexes)
    await locate_later(tx, property_)
    return property_


async def _keep(
    tx: TenantTransaction,
    property_: Property,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    created: bool,
) -> None:
    changed = {name for name in after if created or before[name] != after[name]} - UNSAID
    if not changed:
        return
    property_.updated_at = clock.now()
    await property_.save()
    record(
        tx, "property", property_.id, "property.created" if created else "property.updated",
        before=None if created else {name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )  # fmt: skip
    tell(tx, "property", property_.id)


def _values(property_: Property, names: Any) -> dict[str, Any]:
    """The columns as JSON values, so that the journal can hold and compare them."""
    return {name: _json(getattr(property_, name)) for name in names}


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, float):
        return round(value, 6)  # the score is a float4 in the database
    return value.isoformat() if isinstance(value, datetime) else value


async def _replace_annexes(tx: TenantTransaction, property_id: UUID, lines: list[AnnexLine]) -> None:
    kept = [(one.kind, one.lot, one.surface, one.to_visit) for one in await annexes_of(tx, property_id)]
    if kept == [astuple(line) for line in lines]:
        return
    await tx.execute("delete from annex where property_id = $1", property_id)
    for line in lines:
        await Annex(
            id=new_id(), property_id=property_id, kind=line.kind, lot=line.lot, surface=line.surface,
            to_visit=line.to_visit,
        ).save()  # fmt: skip


async def locate_later(tx: TenantTransaction, property_: Property) -> None:
    """Have an address that is known to its commune only looked up by a job."""
    if property_.address and property_.match_kind in ("none", "municipality"):
        text = f"{property_.address} {property_.postcode} {property_.city}"
        key = f"property.locate:{property_.id}:{text}"
        await enqueue(tx, "property.locate", {"property_id": str(property_.id), "text": text}, key)


@reversible("property.updated", "order.edit")
async def put_back(tx: TenantTransaction, row: Any) -> None:
    """Restore the values that an update replaced, if nobody has changed them since."""
    property_ = await property_of(tx, row["subject_id"])
    if _values(property_, row["after"]) != row["after"]:
        raise NothingToUndo
    for name, value in row["before"].items():
        setattr(property_, name, Decimal(value) if name == "surface" and value else value)
    property_.updated_at = clock.now()
    await property_.save()
    tell(tx, "property", property_.id)
