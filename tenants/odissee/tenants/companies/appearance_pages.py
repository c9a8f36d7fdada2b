import dataclasses
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile

from odissee.platform.fields import FieldError, Form, parse_colour
from odissee.platform.rights import allow, anyone
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies.company_change import change_brand, company_row
from odissee.tenants.companies.logo import logo_of, remove_logo, set_logo
from odissee.tenants.companies.settings_menu import settings_nav

MAY = allow("company.settings")
PATH = "/parametres/apparence"
PAGE = "companies/appearance.html"


async def _context(request: Request, brand: str, previewed: bool = False) -> dict[str, Any]:
    row = await company_row(tx_of(request))
    return {
        "brand": brand or row["brand"],
        "previewed": previewed,
        "logo": row["logo_sha256"],
        **settings_nav(request),
    }


@get(PATH, guards=[MAY])
async def appearance(request: Request) -> Page:
    """With `?couleur=`, the whole page takes the colour and nothing is kept."""
    form = Form(request.query_params)
    brand = form.read("couleur", parse_colour) or ""
    if brand:
        place = dataclasses.replace(place_in(request), brand=brand)
        request.scope["state"]["place"] = place
    errors = {"brand": form.errors["couleur"]} if form.errors else {}
    return render(request, PAGE, errors=errors, **await _context(request, brand, bool(brand)))


@post(PATH, guards=[MAY])
async def save_brand(request: Request) -> Response[Any]:
    form = Form(dict(await request.form()))
    brand = form.read("brand", parse_colour, required=True)
    if form.errors:
        return refused(request, PAGE, form.errors, **await _context(request, form.raw.get("brand", "")))
    entry = await change_brand(tx_of(request), brand)
    undo = f"/annuler/{entry.id}" if entry else ""
    return see_other(request, PATH, toast("Couleur enregistrée", undo=undo))


@post(f"{PATH}/logo", guards=[MAY])
async def save_logo(request: Request) -> Response[Any]:
    file = (await request.form()).get("logo")
    try:
        await set_logo(tx_of(request), await file.read() if isinstance(file, UploadFile) else b"")
    except FieldError as error:
        return refused(request, PAGE, {"logo": str(error)}, **await _context(request, ""))
    return see_other(request, PATH, toast("Logo enregistré"))


@post(f"{PATH}/logo/retirer", guards=[MAY])
async def drop_logo(request: Request) -> Response[None]:
    await remove_logo(tx_of(request))
    return see_other(request, PATH, toast("Logo retiré"))


@get("/logo", guards=[anyone])
async def logo(request: Request) -> Response[bytes]:
    """Public: it stands on the pages of clients."""
    data, media_type, sha256 = await logo_of(tx_of(request))
    headers = {"ETag": f'"{sha256}"', "Cache-Control": "private, max-age=300"}
    return Response(data, media_type=media_type, headers=headers)


ROUTES = [appearance, save_brand, save_logo, drop_logo, logo]
