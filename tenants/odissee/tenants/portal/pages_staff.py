"""What the office does with a client's request on the page of its dossier."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform.rights import allow
from odissee.platform.web import Request, done, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.dossiers import seen_dossier
from odissee.tenants.portal.reread import mark_reread


@post("/dossiers/{dossier_id:uuid}/demande-relue", guards=[allow("order.edit")])
async def reread(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """« Marquer comme relue »: it leaves the bell; the toast takes it back."""
    tx = tx_of(request)
    await seen_dossier(tx, actor_in(request), dossier_id)
    entry = await mark_reread(tx, dossier_id)
    said = "Demande relue" if entry else "Cette demande était déjà relue"
    return done(request, said, f"/annuler/{entry.id}" if entry else "", path=f"/dossiers/{dossier_id}")


STAFF = [reread]
