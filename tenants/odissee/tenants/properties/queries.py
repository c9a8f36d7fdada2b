from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.tenants.properties.tables import Annex, Property


async def property_of(tx: TenantTransaction, property_id: UUID) -> Property:
    """The property; raises `NotFound` when it is absent or another company's."""
    found = await Property.objects().get(Property.id == property_id)
    if found is None:
        raise NotFound
    return found


async def annexes_of(tx: TenantTransaction, property_id: UUID) -> list[Annex]:
    """Its annexes, in the order in which they were written."""
    found: list[Any] = await Annex.objects().where(Annex.property_id == property_id).order_by(Annex.id)
    return found
