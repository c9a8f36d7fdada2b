"""The page « Modifier l’adresse du bien » (DOSS-02)."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.fields import Form
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.dossiers.page.address import ACCESS, COLUMNS, change_place, read_place
from odissee.tenants.dossiers.visible import seen_dossier
from odissee.tenants.properties import property_of

PAGE = "dossiers/address.html"
FIELDS = tuple(name for name in COLUMNS if name != "matched_at") + ACCESS


@get("/dossiers/{dossier_id:uuid}/adresse", guards=[allow("order.edit")])
async def address_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """The address as it stands."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    place = await property_of(tx, d["property_id"])
    typed = {name: "" if getattr(place, name) is None else str(getattr(place, name)) for name in FIELDS}
    return render(request, PAGE, errors={}, d=d, typed=typed)


@post("/dossiers/{dossier_id:uuid}/adresse", guards=[allow("order.edit")])
async def change_address(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Keep it; a postcode that does not go with its city is said beside the field."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    values = read_place(form)
    if not form.errors and not (values["city"] or values["address"]):
        form.errors["city"] = "Indiquez au moins la ville du bien."
    if form.errors:
        return refused(
            request, PAGE, form.errors, d=d, typed={name: form.raw.get(name, "") for name in FIELDS}
        )
    entry = await change_place(tx, d, values)
    said = toast("Adresse modifiée" if entry else "Rien n’a changé", f"/annuler/{entry.id}" if entry else "")
    return see_other(request, f"/dossiers/{dossier_id}", said)


ADDRESS = [address_page, change_address]
