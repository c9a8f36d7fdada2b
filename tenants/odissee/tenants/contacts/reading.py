"""A contact's form → columns. Fields that the chosen type does not show are left out, so that nothing is erased."""

from typing import Any
from uuid import UUID

from odissee.platform.fields import (
    FieldError,
    Form,
    is_mobile,
    one_of,
    parse_email,
    parse_iban,
    parse_long_text,
    parse_mobile,
    parse_name,
    parse_percent,
    parse_person_name,
    parse_phone,
    parse_siren,
    parse_siret,
    parse_text,
    parse_url,
    parse_vat_number,
)
from odissee.tenants.contacts.types import TYPES, type_of
from odissee.tenants.properties import read_address


def read_contact(form: Form) -> dict[str, Any]:
    """The columns of `Contact` that this form shows; faults are noted on the form, which the caller raises."""
    kind_of = type_of(form.read("type", _type) or "particulier")
    kind = kind_of.kind_of(form.raw.get("kind", ""))
    values: dict[str, Any] = {"type": kind_of.key, "kind": kind}
    values |= _person(form) if kind == "private" else _organisation(form)
    values |= _coordinates(form) | _place(form)
    if "discount" in form.raw:
        values |= _terms(form)
    if "iban" in form.raw:
        values["iban"] = form.read("iban", parse_iban) or ""
    if "sales_rep_id" in form.raw:
        values["sales_rep_id"] = form.read("sales_rep_id", _id)
    if "type_value_id" in form.raw:
        values["type_value_id"] = form.read("type_value_id", _id)
    if "note" in form.raw:
        values["note"] = form.read("note", lambda raw: parse_long_text(raw, maximum=4000)) or ""
    return values


def _type(raw: str) -> str:
    return one_of({**{key: key for key in TYPES}, **{one.label: key for key, one in TYPES.items()}})(raw)


def _person(form: Form) -> dict[str, Any]:
    return {
        "civility": _short(form, "civility"),
        "first_name": form.read("first_name", parse_person_name) or "",
        "last_name": form.read("last_name", parse_person_name, required=True, missing="error.name_required"),
    }


def _organisation(form: Form) -> dict[str, Any]:
    """An organisation has one name; SIRET and SIREN share a field, since people paste either."""
    values: dict[str, Any] = {
        "civility": "", "first_name": "",
        "last_name": form.read("last_name", parse_name, required=True, missing="error.name_required"),
    }  # fmt: skip
    if "person_name" in form.raw:
        values["person_name"] = form.read("person_name", parse_name) or ""
    if "siret" in form.raw:
        siret = form.read("siret", company_number) or ""
        siren = siret[:9]
        vat = form.read("vat_number", lambda raw: parse_vat_number(raw, siren=siren or None)) or ""
        values |= {"siren": siren, "siret": siret if len(siret) == 14 else "", "vat_number": vat}
    if "website" in form.raw:
        values["website"] = form.read("website", parse_url) or ""
    if "rcs" in form.raw:
        values["rcs"] = _short(form, "rcs")
    if "parent_id" in form.raw:
        values["parent_id"] = form.read("parent_id", _id)
    if "client_ref" in form.raw:
        values["client_ref"] = _short(form, "client_ref")
    return values


def company_number(raw: str) -> str:
    """A SIRET, or the SIREN alone when nine digits were given."""
    count = sum(char.isdigit() for char in raw)
    return parse_siren(raw) if count == 9 else parse_siret(raw)


def _coordinates(form: Form) -> dict[str, Any]:
    """A mobile written in the first field, or a landline in the second, goes where it belongs."""
    phone, mobile = form.read("phone", parse_phone) or "", form.read("mobile", parse_phone) or ""
    typed_phone, typed_mobile = _short(form, "phone"), _short(form, "mobile")
    misplaced = (phone and is_mobile(phone)) or (mobile and not is_mobile(mobile))
    if misplaced and (not phone or not mobile or (is_mobile(phone) and not is_mobile(mobile))):
        phone, mobile, typed_phone, typed_mobile = mobile, phone, typed_mobile, typed_phone
    elif mobile and not is_mobile(mobile):
        form.read("mobile", parse_mobile)
    return {
        "email": form.read("email", parse_email) or "",
        "phone": phone, "mobile": mobile, "phone_typed": typed_phone, "mobile_typed": typed_mobile,
    }  # fmt: skip


def _place(form: Form) -> dict[str, Any]:
    """The columns of an address that a contact keeps: letters go there, nobody drives there."""
    if not {"address", "postcode", "city"} & form.raw.keys():
        return {}
    found = read_address(form)
    return {
        "address": found.address, "complement": found.complement, "postcode": found.postcode,
        "city": found.city, "insee": found.insee,
    }  # fmt: skip


def _terms(form: Form) -> dict[str, Any]:
    return {
        "discount_bp": form.read("discount", parse_percent) or 0,
        "discount_comment": _short(form, "discount_comment"),
        "never_lock_reports": form.checked("never_lock_reports"),
        "notify_on_appointment": form.checked("notify_on_appointment"),
    }


def _short(form: Form, name: str) -> str:
    return form.read(name, parse_text) or ""


def _id(raw: str) -> UUID:
    try:
        return UUID(raw.strip())
    except ValueError:
        raise FieldError("error.choice") from None
