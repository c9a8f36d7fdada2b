"""Writing down a new contact."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.fields import FieldError, Form
from odissee.platform.journal import Entry, record, reversible
from odissee.platform.live import tell
from odissee.tenants.contacts.indexing import contact_changed
from odissee.tenants.contacts.reading import read_contact
from odissee.tenants.contacts.searchable import name_key, searchable_text
from odissee.tenants.contacts.settle import settle_form
from odissee.tenants.contacts.tables import Contact
from odissee.tenants.contacts.trash import trash

STAFF = "select exists (select from staff_member where id = $1)"


async def create_contact(tx: TenantTransaction, form: Form) -> Contact:
    """Only the name is needed; raises `FormErrors` with every fault. `created_entry` tells what undo takes."""
    values = read_contact(await settle_form(tx, form))
    await settle_links(tx, form, values)
    form.raise_if_errors()
    contact = Contact(id=new_id(), **values)
    contact.folded = searchable_text(contact)
    contact.name_key = name_key(contact.first_name, contact.last_name)
    await contact.save()
    tx.state["contact.entry"] = record(tx, "contact", contact.id, "contact.created", after=as_json(values))
    tell(tx, "contact", contact.id)
    await contact_changed(tx, contact.id)
    return contact


def last_entry(tx: TenantTransaction) -> Entry:
    """The journal entry of the last act on a contact in this transaction: what its toast can take back."""
    entry: Entry = tx.state["contact.entry"]
    return entry


async def settle_links(
    tx: TenantTransaction, form: Form, values: dict[str, Any], contact_id: UUID | None = None
) -> None:
    """Check the main account, find or found the network; a stranger's id is refused like an absent one."""
    parent_id = await _parent(tx, form, values)
    if parent_id and not await _may_be_parent(tx, parent_id, contact_id):
        form.refuse("parent_name", FieldError("error.choice"))
    if values.get("sales_rep_id") and not await tx.fetchval(STAFF, values["sales_rep_id"]):
        form.refuse("sales_rep_id", FieldError("error.choice"))
    if "network" in form.raw and values["type"] == "agence" and not form.errors:
        values["network_id"] = await _network(tx, " ".join(form.raw["network"].split())[:120])


async def _parent(tx: TenantTransaction, form: Form, values: dict[str, Any]) -> UUID | None:
    """The main account: chosen among suggestions, or its whole name typed; an emptied field means none."""
    if "parent_id" not in values or form.errors.get("parent_id"):
        return None
    name = form.raw.get("parent_name", "").strip()
    if not name:
        values["parent_id"] = None
    elif values["parent_id"] is None:
        same = await tx.fetch(
            "select id from contact where name_key = $1 and trashed_at is null limit 2", name_key("", name)
        )
        values["parent_id"] = same[0]["id"] if len(same) == 1 else None
        if len(same) != 1:
            form.refuse("parent_name", FieldError("error.choice"))
    found: UUID | None = values["parent_id"]
    return found


async def _may_be_parent(tx: TenantTransaction, parent_id: UUID, contact_id: UUID | None) -> bool:
    """Two levels only: a main account is nobody's sub-account, and nobody is their own."""
    return bool(
        await tx.fetchval(
            """select exists (select from contact where id = $1 and id is distinct from $2 and parent_id is null
                 and trashed_at is null)
                 and not exists (select from contact where parent_id = $2)""",
            parent_id, contact_id,
        )
    )  # fmt: skip


async def _network(tx: TenantTransaction, name: str) -> UUID | None:
    if not name:
        return None
    found: UUID = await tx.fetchval(
        """insert into agency_network (id, name) values ($1, $2)
           on conflict (tenant_id, name) do update set name = excluded.name returning id""",
        new_id(), name,
    )  # fmt: skip
    return found


def as_json(values: dict[str, Any]) -> dict[str, Any]:
    """Column values as the journal keeps them."""
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}


@reversible("contact.created", "contact.edit")
async def uncreate(tx: TenantTransaction, row: Any) -> None:
    """A contact created by mistake goes to the bin, whence it can come back."""
    await trash(tx, row["subject_id"])
