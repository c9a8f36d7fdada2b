"""The link that withdraws: one for a mail, bound to a contact, a channel and a purpose."""

from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import capability, company_origin

SCOPE = "optout"
LIFE = timedelta(days=3 * 365)
"""As long as somebody may be written to without a new contact (rules §13)."""


async def optout_link(tx: TenantTransaction, contact_id: UUID, channel: str, purpose: str) -> str:
    """A new address to put into a mail, and into its List-Unsubscribe header."""
    data = {"channel": channel, "purpose": purpose}
    token = await capability.grant(tx, SCOPE, contact_id, contact_id, None, clock.now() + LIFE, data)
    return f"{await company_origin(tx)}/o/{token}"


async def opened(tx: TenantTransaction, token: str) -> capability.Capability:
    """What the link is for; it stays good, so that pressing twice is no error. Raises `Gone`."""
    return await capability.open(tx, token, SCOPE, again=True)
