"""A place in the company: made by whoever manages people or contacts, opened later by an invitation."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.identity.accounts import read_address
from odissee.platform.identity.invitations import AlreadyIn
from odissee.platform.journal import record

TAKEN = """select exists (select from membership where lower(email) = $1 and kind <> 'support' and revoked_at is null)"""


async def new_membership(
    tx: TenantTransaction,
    kind: Literal["staff", "client"],
    email: str,
    name: str,
    profiles: Sequence[str],
    *,
    initials: str = "",
    staff_id: UUID | None = None,
    contact_id: UUID | None = None,
    site_ids: Sequence[UUID] | None = None,
) -> UUID:
    """A place without login yet: `invite` sends the link. `site_ids` None means every site.

    Raises `AlreadyIn` when the address has a place here already.
    """
    address, id = read_address(email), new_id()
    if address and await tx.fetchval(TAKEN, address):
        raise AlreadyIn
    await tx.execute(
        """insert into membership (id, kind, email, display_name, initials, profiles, staff_id, contact_id, site_ids)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        id, kind, address, name, initials, list(profiles), staff_id, contact_id,
        None if site_ids is None else list(site_ids),
    )  # fmt: skip
    record(tx, "membership", id, "access.prepared")
    return id
