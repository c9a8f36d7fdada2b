"""Choosing a contact inside another page: suggestions, the green check, « Créer + » (CREA-21).

A page includes `contacts/picker.html` under a field name (`champ`): it keeps `<champ>_id` and `<champ>_name`.
The fields of « Créer + » bear the lead `<champ>_new_`, since they stand inside the page's own form.
"""

import re
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromQuery

from odissee.platform.errors import NotFound
from odissee.platform.fields import Form, FormErrors
from odissee.platform.rights import allow
from odissee.platform.web import Request, render_fragment, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts.create import create_contact
from odissee.tenants.contacts.duplicates import Duplicate, duplicates_typed
from odissee.tenants.contacts.find import ContactHit, find_contacts
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.reach import reach_of
from odissee.tenants.contacts.tables import Contact
from odissee.tenants.contacts.typed import form_of, shown

CHOOSE = allow("contact.edit", "order.edit", "dossier.see")
CREATE = allow("contact.edit", "order.edit")
PICKER = "contacts/picker_fragment.html"
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,30}")


@get("/contacts/choisir", guards=[CHOOSE])
async def suggest_contacts(request: Request, q: FromQuery[str] = "") -> Response[dict[str, Any]]:
    """Suggestions for the combo-box, from the first letters."""
    typed = q.strip()[:200]
    found = await find_contacts(tx_of(request), typed, 8, reach_of(actor_in(request))) if typed else []
    return Response({"results": [_suggestion(one) for one in found]})


def _suggestion(one: ContactHit) -> dict[str, Any]:
    return {"value": str(one.id), "label": one.name, "detail": one.detail, "icon": one.type.icon}


@get("/contacts/choisi", guards=[CHOOSE])
async def chosen_contact(request: Request, champ: FromQuery[str], libelle: FromQuery[str] = "") -> Page:
    """The picker again, with the green check of the contact whose id it carries; without one, empty."""
    sent = request.query_params.get(f"{_field(champ)}_id", "")
    contact = await _contact(request, sent)
    return _picker(request, champ, libelle, chosen=contact)


@get("/contacts/rapide", guards=[CREATE])
async def quick_form(request: Request, champ: FromQuery[str], libelle: FromQuery[str] = "") -> Page:
    """The picker with the few fields of « Créer + »; the name already typed goes into its place."""
    typed = request.query_params.get(f"{_field(champ)}_name", "")
    return _picker(request, champ, libelle, typed={"last_name": str(typed)[:120]})


@post("/contacts/rapide", guards=[CREATE])
async def quick_contact(request: Request, champ: FromQuery[str], libelle: FromQuery[str] = "") -> Page:
    """Create and choose; a refusal or a likely duplicate gives the fields again, as typed."""
    tx, sent = tx_of(request), (await form_of(request)).raw
    lead = f"{_field(champ)}_new_"
    form = Form({name.removeprefix(lead): value for name, value in sent.items() if name.startswith(lead)})
    alike = [] if form.checked("anyway") else await duplicates_typed(tx, form)
    try:
        if alike:
            form.raise_if_errors()
            return _picker(request, champ, libelle, typed=form.raw, duplicates=alike, status_code=422)
        return _picker(request, champ, libelle, chosen=await create_contact(tx, form))
    except FormErrors as wrong:
        return _picker(request, champ, libelle, typed=form.raw, errors=wrong.errors, status_code=422)


def _picker(
    request: Request, champ: str, label: str, *, chosen: Contact | None = None, typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None, duplicates: list[Duplicate] | None = None, status_code: int = 200,
) -> Page:  # fmt: skip
    page = render_fragment(
        request, PICKER, champ=champ, label=label[:80] or "Contact", chosen=chosen, creating=typed is not None,
        errors=errors or {}, duplicates=duplicates or [], **shown(typed or {}),
    )  # fmt: skip
    page.status_code = status_code
    return page


def _field(champ: str) -> str:
    if not _FIELD.fullmatch(champ):
        raise NotFound
    return champ


async def _contact(request: Request, sent: str) -> Contact | None:
    try:
        id = UUID(sent)
    except ValueError:
        return None
    return await contact_of(tx_of(request), id, reach=reach_of(actor_in(request)))
