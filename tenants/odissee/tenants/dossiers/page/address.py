"""« Modifier l’adresse du bien » (DOSS-02): the address of the property, its access; quotes already sent keep theirs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form, parse_long_text, parse_text
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.dossiers.refresh import refresh
from odissee.tenants.properties import Address, locate_later, property_of, read_address

COLUMNS = tuple(Address().columns())
ACCESS = ("floor", "door", "access_notes")


def read_place(form: Form) -> dict[str, Any]:
    """The columns of the page; faults are noted on the form, which the caller raises."""
    texts = {
        name: form.read(name, lambda raw: parse_text(raw, maximum=80)) or "" for name in ("floor", "door")
    }
    notes = form.read("access_notes", lambda raw: parse_long_text(raw, maximum=2000)) or ""
    return read_address(form).columns() | texts | {"access_notes": notes}


async def change_place(tx: TenantTransaction, dossier: Any, values: dict[str, Any]) -> Any:
    """Keep the address; returns the journal entry, None when nothing that a person reads changes."""
    property_ = await property_of(tx, dossier["property_id"])
    before = _facts(property_)
    for name, value in values.items():
        setattr(property_, name, value)
    after = _facts(property_)
    if {**before, "matched_at": None} == {**after, "matched_at": None}:
        return None
    await property_.save()
    await locate_later(tx, property_)
    entry = record(
        tx, "property", property_.id, "dossier.address", dossier_id=dossier["id"], before=before, after=after
    )
    await _show(tx, dossier["id"])
    return entry


def _facts(property_: Any) -> dict[str, Any]:
    return {name: _json(getattr(property_, name)) for name in (*COLUMNS, *ACCESS)}


def _json(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    return value.isoformat() if isinstance(value, datetime) else value


async def _show(tx: TenantTransaction, dossier_id: UUID) -> None:
    await refresh(tx, dossier_id)
    tell(tx, "dossier", dossier_id)


@reversible("dossier.address", "order.edit")
async def address_back(tx: TenantTransaction, entry: Any) -> None:
    """The address before, unless it changed since or was looked up more exactly."""
    property_ = await property_of(tx, entry["subject_id"])
    if any(
        _facts(property_)[name] != entry["after"][name]
        for name in ("address", "complement", "postcode", "city")
    ):
        raise NothingToUndo
    for name, value in entry["before"].items():
        setattr(property_, name, datetime.fromisoformat(value) if name == "matched_at" and value else value)
    await property_.save()
    await _show(tx, entry["dossier_id"])
