"""CREA-17: who lives there gives the property its address, unless another one was typed."""

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.contacts import Contact
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.edit import store
from odissee.tenants.orders.fields import ADDRESS
from odissee.tenants.orders.people import people_typed

COPIED = ("address", "complement", "postcode", "city")
CAUSES = frozenset({"requester_occupies", "requester_id", "occupant_id"})


async def follow_occupant(tx: TenantTransaction, actor: Actor, draft: Draft, *, force: bool = False) -> bool:
    """Copy the occupant's address into an address that is empty, was copied before, or when a person asks (`force`)."""
    occupant = (await people_typed(tx, draft.data)).occupant
    if occupant is None or not (occupant.address or occupant.city):
        return False
    typed = any(draft.get(name).strip() for name in COPIED)
    if typed and not force and "address_from" not in draft.data:
        return False
    draft.data |= dict.fromkeys(ADDRESS, "") | {name: getattr(occupant, name) for name in COPIED}
    draft.data |= {"insee": occupant.insee or "", "address_from": str(occupant.id)}
    await store(tx, actor, draft, ADDRESS)
    return True


def differs(draft: Draft, occupant: Contact | None) -> bool:
    """Whether the occupant's known address is not the property's."""
    if occupant is None or not (occupant.address or occupant.city):
        return False
    return any(getattr(occupant, name) != draft.get(name) for name in ("address", "city"))
