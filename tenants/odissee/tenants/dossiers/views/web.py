"""Acts of « Enregistrer cette vue » and « Affichage »; the address of the list comes with the form."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform.rights import allow
from odissee.platform.web import Request, see_other, toast, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.dossiers.listing.filters import Filters
from odissee.tenants.dossiers.views.columns import show_columns
from odissee.tenants.dossiers.views.saved import MOST, TooManyViews, keep_view, remove_view

SEE = allow("dossier.see")
SHARE = "catalogue.manage"
"""Who may put a view before all colleagues: whoever manages the company's lists."""


@post("/dossiers/vues", guards=[SEE])
async def keep(request: Request) -> Response[Any]:
    """The filters and the order of the address, under the name of the form."""
    form, filters, actor = await request.form(), Filters.read(request.query_params), actor_in(request)
    name = " ".join(str(form.get("name", "")).split())[:60]
    if not name:
        return see_other(request, filters.href(), toast("Donnez un nom à cette vue", kind="bad"))
    shared = bool(form.get("shared")) and actor.may(SHARE)
    try:
        entry = await keep_view(tx_of(request), actor, name, filters, shared=shared)
    except TooManyViews:
        told = toast(f"Vous avez {MOST} vues : retirez-en une d’abord", kind="bad")
        return see_other(request, filters.href(), told)
    return see_other(request, filters.href(), toast(f"Vue « {name} » enregistrée", f"/annuler/{entry.id}"))


@post("/dossiers/vues/{view_id:uuid}/retirer", guards=[SEE])
async def remove(request: Request, view_id: FromPath[UUID]) -> Response[Any]:
    """Only one's own."""
    entry = await remove_view(tx_of(request), actor_in(request), view_id)
    name = (entry.before or {})["name"]
    return see_other(request, "/dossiers", toast(f"Vue « {name} » retirée", f"/annuler/{entry.id}"))


@post("/dossiers/affichage", guards=[SEE])
async def columns(request: Request) -> Response[Any]:
    """The ticked columns are those that show."""
    form, filters = await request.form(), Filters.read(request.query_params)
    shown = {str(key) for key in form.getall("columns", [])}
    entry = await show_columns(tx_of(request), actor_in(request).membership_id, shown)
    told = toast("Colonnes changées", f"/annuler/{entry.id}") if entry else None
    return see_other(request, filters.href(), told)


ROUTES = [keep, remove, columns]
