"""Reads of one contact."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.tenants.contacts.reach import EVERYBODY, Reach
from odissee.tenants.contacts.tables import Contact

SEEN = """select c.id, trashed_at is not null as trashed from contact c
           where c.id = contact_now($1) and ($2::bool or exists
             (select from dossier_contact dc join dossier d on d.id = dc.dossier_id
               where dc.contact_id = c.id and (d.technician_id = $3 or $4 in (d.in_charge_id, d.created_by))))"""

NAMES = """select (select name from agency_network where id = $1) as network,
                  (select concat_ws(' ', nullif(first_name, ''), last_name) from contact where id = $2) as parent,
                  (select trim(first_name || ' ' || last_name) from staff_member where id = $3) as sales_rep,
                  (select label from list_value where id = $4) as own_type"""


async def contact_of(
    tx: TenantTransaction,
    contact_id: UUID,
    *,
    trashed: bool = False,
    reach: Reach = EVERYBODY,
    lock: bool = False,
) -> Contact:
    """The contact, or who replaced it after a merge: compare its `id`.

    Raises `NotFound` when absent, another company's, out of reach, or (unless asked) in the bin.
    """
    seen = await tx.fetchrow(SEEN, contact_id, *reach.arguments)
    if seen is None or (seen["trashed"] and not trashed):
        raise NotFound
    query = Contact.objects().get(Contact.id == seen["id"])
    found = await (query.lock_rows("NO KEY UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def names_around(tx: TenantTransaction, contact: Contact) -> dict[str, str]:
    """Names of the network, the main account, the sales person and the company's own type; empty when there is none."""
    row = await tx.fetchrow(
        NAMES, contact.network_id, contact.parent_id, contact.sales_rep_id, contact.type_value_id
    )
    return {
        name: (row[name] if row else None) or "" for name in ("network", "parent", "sales_rep", "own_type")
    }
