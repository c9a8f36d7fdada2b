from collections.abc import Mapping
from typing import Any

from odissee.platform.fields import (
    Form,
    parse_email,
    parse_name,
    parse_phone,
    parse_postcode,
    parse_siret,
    parse_text,
    parse_vat_number,
)
from odissee.platform.french import phone
from odissee.tenants.companies.numbers import parse_series


def read_site(raw: Mapping[str, str]) -> tuple[Form, dict[str, Any]]:
    """The form with its faults, and the columns of `site`: None says « as the company »."""
    form = Form(raw)
    siret = form.read("siret", parse_siret)
    values = {
        "name": form.read("name", parse_name, required=True),
        "quote_series": form.read("quote_series", parse_series, required=True),
        "legal_name": form.read("legal_name", parse_name),
        "siret": siret,
        "vat_number": form.read(
            "vat_number", lambda typed: parse_vat_number(typed, siren=siret and siret[:9])
        ),
        "address": form.read("address", parse_text),
        "postcode": form.read("postcode", parse_postcode),
        "city": form.read("city", parse_text),
        "phone": form.read("phone", parse_phone),
        "email": form.read("email", parse_email),
    }
    return form, values


def as_typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored site as the fields show it."""
    return dict(row) | {"phone": phone(row["phone"]) if row["phone"] else ""}
