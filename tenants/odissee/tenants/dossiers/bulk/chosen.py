"""Whom a form of the list speaks of: the ticked rows, or all that the filters leave."""

from typing import Any
from uuid import UUID

from odissee.platform.fields import as_uuid
from odissee.platform.web import Request, tx_of
from odissee.platform.web.pages import actor_in, place_in
from odissee.tenants.dossiers.bulk.plan import MOST
from odissee.tenants.dossiers.listing.filters import Filters
from odissee.tenants.dossiers.listing.query import all_ids, parameters


async def chosen_dossiers(request: Request, form: Any, filters: Filters) -> list[UUID]:
    """At most `MOST`; what is no identifier is left out, what the person does not see is for the reader to leave out."""
    if form.get("tous"):
        tx = tx_of(request)
        values = await parameters(tx, actor_in(request), filters, place_in(request).time_zone)
        return await all_ids(tx, values, filters, MOST)
    return [id for text in form.getall("ids", []) if (id := as_uuid(str(text)))][:MOST]
