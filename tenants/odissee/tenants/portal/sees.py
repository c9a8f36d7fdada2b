"""What the company lets a contact see of a dossier in the space: for the other pages that live there."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.portal.options import options_of

ROLES = """
select array_agg(distinct role) from dossier_contact k join contact c on c.id = k.contact_id, unnest(k.roles) role
 where k.dossier_id = $1 and (c.id = $2 or c.parent_id = $2)"""


async def sees(tx: TenantTransaction, dossier_id: UUID, contact_id: UUID) -> frozenset[str]:
    """Things of `THINGS` that the contact's roles, or those of its sub-accounts, see (SET-19)."""
    roles: list[str] = await tx.fetchval(ROLES, dossier_id, contact_id) or []
    return (await options_of(tx)).visible(roles)
