"""After a contact changes: its search rows, and whoever shows its name elsewhere."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import list_name
from odissee.platform.rights import Actor
from odissee.platform.search import Searchable, forget, index, searchable_kind
from odissee.tenants.contacts.searchable import digits

ON_CONTACT_CHANGED: list[Callable[[TenantTransaction, UUID], Awaitable[None]]] = []
"""Features that keep a contact's name on their own rows."""
KNOWN = """select id from contact c where id = any($1) and ($2::text = 'all' or c.sales_rep_id = $3 or c.created_by = $4
  or exists (select from dossier_contact k join dossier d on d.id = k.dossier_id where k.contact_id = c.id
               and (d.technician_id = $3 or d.created_by = $4 or d.in_charge_id = $4)))"""


async def contact_changed(tx: TenantTransaction, contact_id: UUID) -> None:
    """Keep the search rows of a contact true, then tell the others; a binned one is found by nothing."""
    row = await tx.fetchrow("select * from contact where id = $1", contact_id)
    if row is None or row["trashed_at"] is not None:
        await forget(tx, contact_id)
    else:
        await index(tx, searchable(row))
    for told in ON_CONTACT_CHANGED:
        await told(tx, contact_id)


def searchable(row: Any) -> Searchable:
    """How a contact is shown and found."""
    numbers = tuple(digits(number) for number in (row["mobile"], row["phone"]) if number)
    place = " ".join(part for part in (row["postcode"], row["city"]) if part)
    return Searchable(
        kind="contact", id=row["id"], title=list_name(row["first_name"], row["last_name"]),
        detail=" · ".join(part for part in (row["email"], place) if part), href=f"/contacts/{row['id']}",
        texts=(row["person_name"], row["email"], *numbers, row["address"], row["siret"], row["client_ref"]),
    )  # fmt: skip


async def visible(tx: TenantTransaction, actor: Actor, ids: list[UUID]) -> list[UUID]:
    """Who sees only their own dossiers finds only the contacts of those dossiers."""
    scope = actor.scope("dossier.see")
    return [row["id"] for row in await tx.fetch(KNOWN, ids, scope, actor.staff_id, actor.membership_id)]


searchable_kind("contact", "Contact", "users", ("dossier.see", "contact.edit"), visible)
