"""Two sheets of one person become one; everything that referred to either now refers to the one that stays."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.platform.search import forget
from odissee.tenants.contacts.create import as_json
from odissee.tenants.contacts.indexing import contact_changed
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.searchable import name_key, searchable_text
from odissee.tenants.contacts.tables import Contact

IDS = frozenset({"parent_id", "network_id", "sales_rep_id", "logo_file_id", "type_value_id"})
CHILDREN = "select exists (select from contact where parent_id = $1)"
LOCK = "select id from contact where id = any($1) and trashed_at is null order by id for update"
LEAVE = "update contact set merged_into = $2, trashed_at = $3, parent_id = null where id = $1"
COME_BACK = """update contact set merged_into = null, trashed_at = null, parent_id = $3
                where id = $1 and merged_into = $2 returning id"""
DRAFTS = """update order_draft set data = replace(data::text, $1, $2)::jsonb, version = version + 1
             where closed_at is null and data::text like '%' || $1 || '%'"""


class SameSheet(Conflict):
    """A sheet was to be merged with itself."""

    title = "Ces deux fiches n’en font déjà qu’une. Choisissez un autre contact à réunir."


class ThreeLevels(Conflict):
    """The result would be a main account that is itself a sub-account."""

    title = (
        "La fiche gardée est un sous-compte, et l’autre a des sous-comptes. Gardez plutôt l’autre fiche, "
        "ou retirez d’abord le compte principal."
    )


async def merge_contacts(
    tx: TenantTransaction, source_id: UUID, target_id: UUID, values: dict[str, Any]
) -> Entry:
    """Merge `source` into `target`, whose columns take `values`; the address of `source` leads to `target`.

    Rows of every table with a foreign key to contact follow, by the catalogue; open orders as well. Raises
    `NotFound`, `SameSheet` or `ThreeLevels`.
    """
    source, target = await _both(tx, source_id, target_id)
    values = {name: value for name, value in values.items() if getattr(target, name) != value}
    if target.parent_id == source_id:
        values["parent_id"] = None
    await _check_levels(tx, source, values.get("parent_id", target.parent_id))
    before: dict[str, Any] = {"fields": as_json({name: getattr(target, name) for name in values})}
    before |= {"source": str(source_id), "parent_id": str(source.parent_id or "")}
    await _write(tx, target, values)
    before["moved"] = await tx.fetchval("select move_contact($1, $2)", source_id, target_id)
    await tx.execute(LEAVE, source_id, target_id, clock.now())
    await tx.execute(DRAFTS, str(source_id), str(target_id))
    await _told(tx, source_id, target_id)
    after = {"fields": as_json(values), "name": source.full_name}
    entry = record(tx, "contact", target_id, "contact.merged", before=before, after=after)
    tx.state["contact.entry"] = entry
    return entry


async def _both(tx: TenantTransaction, source_id: UUID, target_id: UUID) -> tuple[Contact, Contact]:
    if source_id == target_id:
        raise SameSheet
    if len(await tx.fetch(LOCK, [source_id, target_id])) < 2:
        raise NotFound
    return await contact_of(tx, source_id), await contact_of(tx, target_id)


async def _check_levels(tx: TenantTransaction, source: Contact, parent_id: UUID | None) -> None:
    """Two levels only, as everywhere."""
    if parent_id is not None and await tx.fetchval(CHILDREN, source.id):
        raise ThreeLevels


async def _write(tx: TenantTransaction, contact: Contact, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    contact.folded = searchable_text(contact)
    contact.name_key = name_key(contact.first_name, contact.last_name)
    contact.updated_at = clock.now()
    names = (*values, "folded", "name_key", "updated_at")
    await contact.save([getattr(Contact, name) for name in names])


async def _told(tx: TenantTransaction, source_id: UUID, target_id: UUID) -> None:
    await forget(tx, source_id)
    for id in (source_id, target_id):
        tell(tx, "contact", id)
        await contact_changed(tx, id)


@reversible("contact.merged", "contact.merge")
async def unmerge(tx: TenantTransaction, row: Any) -> None:
    """Two sheets again, each with what it had; what came since the merge stays where it came."""
    before, target_id = row["before"], row["subject_id"]
    source_id = UUID(before["source"])
    if await tx.fetchval(COME_BACK, source_id, target_id, _id(before["parent_id"])) is None:
        raise NothingToUndo
    target = await contact_of(tx, target_id, lock=True)
    now, after = as_json({name: getattr(target, name) for name in before["fields"]}), row["after"]["fields"]
    untouched = {name: value for name, value in before["fields"].items() if now[name] == after[name]}
    await tx.execute("select move_contact_back($1, $2, $3)", source_id, target_id, before["moved"])
    await _write(
        tx, target, {name: _id(value) if name in IDS else value for name, value in untouched.items()}
    )
    await _told(tx, source_id, target_id)


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
