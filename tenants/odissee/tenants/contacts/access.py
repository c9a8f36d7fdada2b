"""The contact's own access to their dossiers: opened by invitation, seen by its last connection."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.french import initials
from odissee.platform.identity import LastConnection, NoAddress, invite, last_connection, send_reset
from odissee.tenants.contacts.queries import contact_of

OPEN = "select id from membership where contact_id = $1 and revoked_at is null order by created_at limit 1"


async def access_of(tx: TenantTransaction, contact_id: UUID) -> LastConnection | None:
    """The state of the contact's access, None when none was ever offered."""
    membership_id = await tx.fetchval(OPEN, contact_id)
    return await last_connection(tx, membership_id) if membership_id else None


async def invite_contact(tx: TenantTransaction, contact_id: UUID, by: str, *, by_sms: bool = False) -> None:
    """Send the link by which the contact chooses a password, or the reset link if they have one already.

    Raises `NoAddress` without an e-mail address, `AlreadyIn` when it opens somebody else's access here.
    """
    contact = await contact_of(tx, contact_id)
    if not contact.email:
        raise NoAddress
    phone = contact.mobile if by_sms else ""
    membership_id = await tx.fetchval(OPEN, contact_id)
    if membership_id is None:
        await invite(tx, await _place_for(tx, contact), by, phone)
        return
    await tx.execute(
        "update membership set email = $2 where id = $1 and login_id is null", membership_id, contact.email
    )
    await send_reset(tx, membership_id, by, phone)


async def _place_for(tx: TenantTransaction, contact: Any) -> UUID:
    id = new_id()
    await tx.execute(
        """insert into membership (id, kind, contact_id, email, display_name, initials, profiles)
           values ($1, 'client', $2, $3, $4, $5, '{client}')""",
        id, contact.id, contact.email, contact.full_name, initials(contact.full_name),
    )  # fmt: skip
    return id
