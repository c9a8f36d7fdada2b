from litestar import get

from odissee.platform.rights import allow
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.catalogue.diagnostics import diagnostics_of
from odissee.tenants.catalogue.grid_screen import LISTS, SITES, today_in
from odissee.tenants.catalogue.simulator import simulate
from odissee.tenants.catalogue.view_query import PATH, view_of
from odissee.tenants.catalogue.words import PROPERTY_TYPES, TRANSACTIONS
from odissee.tenants.companies import settings_nav

MAY = allow("catalogue.manage")


@get(f"{PATH}/essai", guards=[MAY])
async def trial(request: Request) -> Page:
    """A price tried on the prices of a day; a page by itself without script, its block with it."""
    tx = tx_of(request)
    query = request.query_params
    view, _ = view_of(query, today_in(request), "incl", await tx.fetch(SITES), await tx.fetch(LISTS))
    ticked = [str(value) for value in query.getall("diagnostics", [])]
    form, result = await simulate(
        tx, {name: str(value) for name, value in query.items()}, ticked, view.on, view.site
    )
    alone = request.headers.get("HX-Request") != "true"
    return render(
        request, "catalogue/trial_page.html" if alone else "catalogue/trial.html", trial=result, errors=form.errors, sim=form.raw, ticked=ticked, view=view,
        diagnostics=await diagnostics_of(tx), transactions=TRANSACTIONS, property_types=PROPERTY_TYPES, **settings_nav(request),
    )  # fmt: skip


ROUTES = [trial]
