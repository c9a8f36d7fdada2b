from collections.abc import Mapping
from typing import Any

from odissee.platform.fields import FieldError, Form, one_of, parse_date, parse_text
from odissee.platform.french import numeric_date
from odissee.tenants.companies import FieldRefused
from odissee.tenants.staff.certifications import DOMAINS, WITH_MENTION

HEAVIEST = 10_000_000
SIGNS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def read_certification(raw: Mapping[str, str]) -> tuple[Form, dict[str, Any]]:
    """The form with its faults, and the columns of `certification` beside the file."""
    form = Form(raw)
    domain = form.read("domain", one_of({key: key for key in DOMAINS}), required=True)
    values: dict[str, Any] = {
        "domain": domain,
        "mention": form.checked("mention"),
        "body": form.read("body", parse_text, required=True),
        "number": form.read("number", parse_text, required=True),
        "valid_from": form.read("valid_from", parse_date, required=True),
        "valid_to": form.read("valid_to", parse_date, required=True),
    }
    if values["mention"] and domain and domain not in WITH_MENTION:
        form.refuse("mention", FieldRefused("Seuls le DPE et l’amiante ont une mention. Décochez-la."))
    if values["valid_from"] and values["valid_to"] and values["valid_to"] < values["valid_from"]:
        form.refuse("valid_to", FieldError("error.date_order"))
    return form, values


def media_type_of(data: bytes) -> str:
    """A PDF or a picture by its first bytes; raises `FieldRefused`."""
    if len(data) > HEAVIEST:
        raise FieldRefused("Ce fichier dépasse 10 Mo. Réduisez-le, puis envoyez-le de nouveau.")
    for sign, media_type in SIGNS.items():
        if data.startswith(sign):
            return media_type
    raise FieldRefused("Ce fichier n’est ni un PDF, ni une image PNG ou JPEG. Choisissez-en un autre.")


def as_typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored certification as the fields show it."""
    dates = {name: numeric_date(row[name]) for name in ("valid_from", "valid_to")}
    return dict(row) | dates
