from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from odissee.platform.errors import Conflict, OdisseeError
from odissee.platform.fields import FieldError, Form, FormErrors, is_mobile, parse_phone
from odissee.platform.french import phone
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.contacts.access import invite_contact
from odissee.tenants.contacts.choices import form_context
from odissee.tenants.contacts.create import create_contact, last_entry
from odissee.tenants.contacts.duplicates import duplicates_typed
from odissee.tenants.contacts.pages_call import ROUTES as CALL
from odissee.tenants.contacts.pages_grant import ROUTES as GRANT
from odissee.tenants.contacts.pages_list import contacts
from odissee.tenants.contacts.pages_logo import ROUTES as LOGO
from odissee.tenants.contacts.pages_merge import ROUTES as MERGE
from odissee.tenants.contacts.pages_picker import chosen_contact, quick_contact, quick_form, suggest_contacts
from odissee.tenants.contacts.pages_sheet import ROUTES as SHEET
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.reading import read_contact
from odissee.tenants.contacts.settle import settle_form
from odissee.tenants.contacts.trash import restore, trash
from odissee.tenants.contacts.typed import form_of, stored
from odissee.tenants.contacts.update import update_contact

EDIT = allow("contact.edit")
FORM = "contacts/form.html"


@get("/contacts/nouveau", guards=[EDIT])
async def new_contact(
    request: Request, nom: FromQuery[str] = "", type: FromQuery[str] = "", numero: FromQuery[str] = "",
    compte: FromQuery[UUID | None] = None,
) -> Page:  # fmt: skip
    """Empty, or with the name that was looked for, the number of a caller, or under a main account."""
    raw = {"last_name": nom[:120], "type": type, **_called(numero)}
    if compte is not None:
        main = await contact_of(tx_of(request), compte)
        raw |= {"parent_id": str(main.id), "parent_name": main.full_name, "type": type or str(main.type)}
    return await _form(request, raw)


@post("/contacts", guards=[EDIT])
async def create(request: Request) -> Response[Any]:
    """A contact like an existing one is created only by « Créer quand même »."""
    tx, form = tx_of(request), await form_of(request)
    alike = [] if form.checked("anyway") else await duplicates_typed(tx, form)
    try:
        if alike:
            read_contact(await settle_form(tx, form))  # its other faults are shown with the likeness
            return await _refused(request, form, form.errors, duplicates=alike)
        contact = await create_contact(tx, form)
    except FormErrors as wrong:
        return await _refused(request, form, wrong.errors)
    said = toast(f"{contact.full_name} est au carnet d’adresses.", undo=f"/annuler/{last_entry(tx).id}")
    return see_other(request, f"/contacts/{contact.id}", said)


@get("/contacts/{contact_id:uuid}/modifier", guards=[EDIT])
async def edit_form(request: Request, contact_id: FromPath[UUID]) -> Page:
    contact = await contact_of(tx_of(request), contact_id)
    return await _form(request, await stored(tx_of(request), contact), contact=contact)


@post("/contacts/{contact_id:uuid}/modifier", guards=[EDIT])
async def edit(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    tx, form = tx_of(request), await form_of(request)
    try:
        await update_contact(tx, contact_id, form)
    except FormErrors as wrong:
        return await _refused(request, form, wrong.errors, contact=await contact_of(tx, contact_id))
    except Conflict as conflict:
        contact = await contact_of(tx, contact_id)
        form.raw["version"] = ""  # a second « Enregistrer » is a choice
        return await _refused(request, form, {"": conflict.sentence}, contact=contact, status_code=409)
    changed = "contact.entry" in tx.state
    said = toast("Fiche enregistrée.", undo=f"/annuler/{last_entry(tx).id}") if changed else None
    return see_other(request, f"/contacts/{contact_id}", said)


@post("/contacts/champs", guards=[EDIT])
async def fields(request: Request) -> Page:
    """The form's fields again for another type: what was typed stays."""
    tx, form = tx_of(request), await form_of(request)
    await settle_form(tx, form)
    context = await form_context(tx, actor_in(request), form.raw)
    return render_fragment(request, "contacts/fields.html", errors={}, **context)


@post("/contacts/doublons", guards=[EDIT])
async def alike(request: Request, sauf: FromQuery[UUID | None] = None) -> Page:
    """Contacts like the one being typed."""
    found = await duplicates_typed(tx_of(request), await form_of(request), sauf)
    mine = sauf if actor_in(request).may("contact.merge") else None
    return render_fragment(
        request, "contacts/duplicates.html", duplicates=found, final=False, merge_into=mine
    )


@post("/contacts/{contact_id:uuid}/corbeille", guards=[EDIT])
async def put_in_bin(request: Request, contact_id: FromPath[UUID]) -> Response[None]:
    entry = await trash(tx_of(request), contact_id)
    return see_other(request, "/contacts", toast("Contact mis à la corbeille.", undo=f"/annuler/{entry.id}"))


@post("/contacts/{contact_id:uuid}/restaurer", guards=[EDIT])
async def take_out_of_bin(request: Request, contact_id: FromPath[UUID]) -> Response[None]:
    entry = await restore(tx_of(request), contact_id)
    said = toast("Contact sorti de la corbeille.", undo=f"/annuler/{entry.id}")
    return see_other(request, f"/contacts/{contact_id}", said)


@post("/contacts/{contact_id:uuid}/inviter", guards=[EDIT])
async def offer_access(request: Request, contact_id: FromPath[UUID]) -> Response[None]:
    """Send the invitation; the reason why it cannot be sent comes back as a message on the sheet."""
    tx, form = tx_of(request), await form_of(request)
    await contact_of(tx, contact_id)
    try:
        await invite_contact(tx, contact_id, actor_in(request).name, by_sms=form.checked("sms"))
        said = toast("Invitation envoyée.")
    except OdisseeError as refusal:
        said = toast(refusal.sentence, kind="bad")
    return see_other(request, f"/contacts/{contact_id}", said)


def _called(number: str) -> dict[str, str]:
    """The field of the form where a caller's number goes."""
    try:
        e164 = parse_phone(number) if number.strip() else ""
    except FieldError:
        return {"phone": number[:60]}
    return {"mobile" if is_mobile(e164) else "phone": phone(e164)} if e164 else {}


async def _form(request: Request, raw: dict[str, str], **context: Any) -> Page:
    fields = await form_context(tx_of(request), actor_in(request), raw)
    context = {"contact": None, "duplicates": [], "errors": {}, **context}
    return render(request, FORM, **fields, **context)


async def _refused(
    request: Request, form: Form, errors: dict[str, str], *, status_code: int = 422, **context: Any
) -> Page:
    fields = await form_context(tx_of(request), actor_in(request), form.raw)
    context = {"contact": None, "duplicates": [], **context}
    page = refused(request, FORM, errors, **fields, **context)
    page.status_code = status_code
    return page


ROUTES = [
    contacts, new_contact, create, *SHEET, edit_form, edit, fields, alike, put_in_bin, take_out_of_bin,
    offer_access, suggest_contacts, chosen_contact, quick_form, quick_contact, *CALL, *MERGE, *GRANT, *LOGO,
]  # fmt: skip
