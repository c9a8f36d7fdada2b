"""`/appel?numero=`: where a telephone system, or somebody with a number, asks who is calling."""

from litestar import get
from litestar.params import FromQuery

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.contacts.calls import Caller, caller, recent_calls, remember_call
from odissee.tenants.contacts.reach import EVERYBODY, reach_of
from odissee.tenants.dossiers import DossierStatus


@get("/appel", guards=[allow("contact.edit", "dossier.see", "order.edit")])
async def incoming_call(request: Request, numero: FromQuery[str] = "") -> Page:
    """The caller, their open dossiers, a new order with their name on it; or a new contact with the number."""
    tx, actor = tx_of(request), actor_in(request)
    reach, typed = reach_of(actor), numero.strip()[:60]
    found = await caller(tx, actor, reach, typed) if typed else Caller("", "", [], {})
    if found.phone and actor.kind == "staff":
        await remember_call(tx, found)
    return render(
        request, "contacts/call.html", found=found, typed=typed, zone=place_in(request).time_zone,
        recent=await recent_calls(tx) if reach == EVERYBODY else [], statuses=_STATUSES,
    )  # fmt: skip


_STATUSES = {status.value: status for status in DossierStatus}
ROUTES = [incoming_call]
