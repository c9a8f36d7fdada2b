"""Changing a contact, and taking the change back."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict
from odissee.platform.fields import Form
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.contacts.create import as_json, settle_links
from odissee.tenants.contacts.indexing import contact_changed
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.reading import read_contact
from odissee.tenants.contacts.searchable import name_key, searchable_text
from odissee.tenants.contacts.settle import settle_form
from odissee.tenants.contacts.tables import Contact

LINKS = ("parent_id", "network_id", "sales_rep_id", "type_value_id", "logo_file_id")


async def update_contact(tx: TenantTransaction, contact_id: UUID, form: Form) -> Contact:
    """Write the fields that the form shows and that changed.

    `version` in the form is the one that was shown: raises `Conflict` when a colleague has saved since.
    Raises `FormErrors` with every fault, `NotFound` when the contact is absent, another company's or binned.
    """
    contact = await contact_of(tx, contact_id, lock=True)
    if form.raw.get("version", "") not in ("", version_of(contact)):
        raise Conflict
    values = read_contact(await settle_form(tx, form))
    await settle_links(tx, form, values, contact_id)
    form.raise_if_errors()
    changed = {name: value for name, value in values.items() if getattr(contact, name) != value}
    if changed:
        before = as_json({name: getattr(contact, name) for name in changed})
        await _write(tx, contact, changed)
        tx.state["contact.entry"] = record(
            tx, "contact", contact.id, "contact.updated", before=before, after=as_json(changed)
        )
    return contact


def version_of(contact: Contact) -> str:
    """What an edit form carries to know that nobody saved in between."""
    return contact.updated_at.isoformat()


async def _write(tx: TenantTransaction, contact: Contact, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    contact.folded = searchable_text(contact)
    contact.name_key = name_key(contact.first_name, contact.last_name)
    contact.updated_at = clock.now()
    names = (*values, "folded", "name_key", "updated_at")
    await contact.save([getattr(Contact, name) for name in names])
    tell(tx, "contact", contact.id)
    await contact_changed(tx, contact.id)


@reversible("contact.updated", "contact.edit")
async def put_back(tx: TenantTransaction, row: Any) -> None:
    """Restore what an update replaced, if nobody has changed it since."""
    contact = await contact_of(tx, row["subject_id"], lock=True)
    if (
        contact.id != row["subject_id"]
        or as_json({name: getattr(contact, name) for name in row["after"]}) != row["after"]
    ):
        raise NothingToUndo
    before = {
        name: UUID(value) if name in LINKS and value else value for name, value in row["before"].items()
    }
    await _write(tx, contact, before)
