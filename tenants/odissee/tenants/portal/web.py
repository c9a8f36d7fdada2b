"""`/espace`: home of a client."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.rights import client
from odissee.platform.web import Request, render, see_other, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.dossiers import OF_CLIENT, DossierStatus
from odissee.tenants.quotes import client_link

MINE = f"""
select d.id, d.number, d.status, d.city, d.owner_name, d.appointment_at, d.created_at,
       v.id as version_id, q.number as quote_number, q.state as quote_state, v.total_ttc_cents
  from dossier d
  left join lateral (select * from quote where dossier_id = d.id order by created_at desc limit 1) q on true
  left join quote_version v on v.quote_id = q.id and v.version = q.current_version
       and (v.requester_contact_id = $1 or v.requester_contact_id in (select id from contact where parent_id = $1))
 where {OF_CLIENT}
 order by d.active_at desc, d.id desc limit 100"""  # noqa: S608 - constants


@get("/espace", guards=[client])
async def space(request: Request) -> Page:
    """The dossiers of the contact and of its sub-accounts."""
    rows = await tx_of(request).fetch(MINE, actor_in(request).contact_id)
    return render(request, "portal/home.html", rows=rows, labels={s.value: s for s in DossierStatus})


@post("/espace/devis/{version_id:uuid}", guards=[client])
async def open_quote(request: Request, version_id: FromPath[UUID]) -> Response[Any]:
    """COM-01: from the space to the page of the quote, as its requester only."""
    tx, actor = tx_of(request), actor_in(request)
    path = await client_link(tx, version_id, actor.contact_id)
    if path is None:
        raise NotFound
    return see_other(request, path)


ROUTES = [space, open_quote]
