"""A fresh link to a quote, for its own requester who is logged in."""

from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import capability

MINE = """select v.id from quote_version v join contact c on c.id = v.requester_contact_id
           where v.id = $1 and (c.id = $2 or c.parent_id = $2)"""
LIFE = timedelta(hours=12)


async def client_link(tx: TenantTransaction, version_id: UUID, contact_id: UUID | None) -> str | None:
    """The path of the quote's page; None when the quote is not this contact's nor a sub-account's."""
    if contact_id is None or await tx.fetchval(MINE, version_id, contact_id) is None:
        return None
    token = await capability.grant(tx, "quote", version_id, contact_id, "espace client", clock.now() + LIFE)
    return f"/d/{token}"
