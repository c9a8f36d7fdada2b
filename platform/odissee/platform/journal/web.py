"""`POST /annuler/{entry}`: what the toast's « Annuler » and the timeline call."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform.journal.undo import undo
from odissee.platform.rights import staff
from odissee.platform.web import Request, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in, back_path


@post("/annuler/{entry_id:uuid}", guards=[staff])
async def undo_entry(request: Request, entry_id: FromPath[UUID]) -> Response[Any]:
    """Run the inverse of one act, then go back to the page it was done on."""
    await undo(tx_of(request), entry_id, actor_in(request).may)
    return see_other(request, back_path(request), toast("C’est annulé."))


ROUTES = [undo_entry]
