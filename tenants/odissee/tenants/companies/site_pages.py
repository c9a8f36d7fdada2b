from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.fields import FieldError
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies.errors import shown_again
from odissee.tenants.companies.numbers import number_of
from odissee.tenants.companies.settings_menu import settings_nav
from odissee.tenants.companies.site_form import as_typed, read_site
from odissee.tenants.companies.sites import add_site, change_site, close_site, reopen_site, site_row, sites

MAY = allow("company.settings")
PATH = "/parametres/sites"
PAGE = "companies/site.html"
NEW = {"quote_series": "D-{AAAA}-{0000}"}


@get(PATH, guards=[MAY])
async def site_list(request: Request) -> Page:
    today = clock.today(place_in(request).time_zone)
    rows = [
        dict(row) | {"next": number_of(row["quote_series"], today, 1)} for row in await sites(tx_of(request))
    ]
    return render(request, "companies/sites.html", sites=rows, **settings_nav(request))


def _context(request: Request, form: Mapping[str, Any], id: UUID | None) -> dict[str, Any]:
    return {"form": form, "id": id, **settings_nav(request)}


@get(f"{PATH}/nouveau", guards=[MAY])
async def new_site(request: Request) -> Page:
    return render(request, PAGE, errors={}, **_context(request, NEW, None))


@post(f"{PATH}/nouveau", guards=[MAY])
async def create_site(request: Request) -> Response[Any]:
    form, values = read_site(dict(await request.form()))
    if not form.errors:
        try:
            await add_site(tx_of(request), values)
            return see_other(request, PATH, toast(f"Site « {values['name']} » ajouté"))
        except FieldError as error:
            form.refuse("name", error)
    return refused(request, PAGE, form.errors, **_context(request, shown_again(form.raw), None))


@get(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def edit_site(request: Request, id: FromPath[UUID]) -> Page:
    return render(
        request, PAGE, errors={}, **_context(request, as_typed(await site_row(tx_of(request), id)), id)
    )


@post(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def save_site(request: Request, id: FromPath[UUID]) -> Response[Any]:
    await site_row(tx_of(request), id)
    form, values = read_site(dict(await request.form()))
    if not form.errors:
        try:
            entry = await change_site(tx_of(request), id, values)
            undo = f"/annuler/{entry.id}" if entry else ""
            return see_other(request, PATH, toast(f"Site « {values['name']} » enregistré", undo=undo))
        except FieldError as error:
            form.refuse("name", error)
    return refused(request, PAGE, form.errors, **_context(request, shown_again(form.raw), id))


@post(f"{PATH}/{{id:uuid}}/fermer", guards=[MAY])
async def close(request: Request, id: FromPath[UUID]) -> Response[None]:
    entry = await close_site(tx_of(request), id)
    return see_other(request, PATH, toast("Site fermé", undo=f"/annuler/{entry.id}"))


@post(f"{PATH}/{{id:uuid}}/rouvrir", guards=[MAY])
async def reopen(request: Request, id: FromPath[UUID]) -> Response[None]:
    await reopen_site(tx_of(request), id)
    return see_other(request, PATH, toast("Site ouvert de nouveau"))


ROUTES = [site_list, new_site, create_site, edit_site, save_site, close, reopen]
