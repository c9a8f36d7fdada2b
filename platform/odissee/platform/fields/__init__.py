"""Tolerant reading of what people type and paste.

Each `parse_x(raw)` returns a value or raises `FieldError`, whose text is the French sentence shown
next to the field (`sentences.toml`). Parsers never guess what would change the meaning, and never
ask anything of the network or the database. `Form` reads a whole form and keeps every fault and
every raw value, so that nothing typed is lost.
"""

from odissee.platform.fields.bank import parse_bic, parse_iban
from odissee.platform.fields.choice import one_of, parse_yes_no
from odissee.platform.fields.clock import parse_time
from odissee.platform.fields.company_number import parse_siren, parse_siret, parse_vat_number
from odissee.platform.fields.date import parse_date
from odissee.platform.fields.errors import FieldError, FormErrors, sentence
from odissee.platform.fields.form import Form
from odissee.platform.fields.identifier import as_uuid
from odissee.platform.fields.mail_address import email_warning, parse_email
from odissee.platform.fields.name import parse_name, parse_person_name
from odissee.platform.fields.number import (
    parse_amount,
    parse_integer,
    parse_percent,
    parse_surface,
    parse_year,
)
from odissee.platform.fields.password import parse_password
from odissee.platform.fields.phone import is_mobile, parse_mobile, parse_phone
from odissee.platform.fields.postcode import parse_postcode
from odissee.platform.fields.subdomain import parse_subdomain
from odissee.platform.fields.text import parse_long_text, parse_text
from odissee.platform.fields.web import parse_colour, parse_url

__all__ = [
    "FieldError",
    "Form",
    "FormErrors",
    "as_uuid",
    "email_warning",
    "is_mobile",
    "one_of",
    "parse_amount",
    "parse_bic",
    "parse_colour",
    "parse_date",
    "parse_email",
    "parse_iban",
    "parse_integer",
    "parse_long_text",
    "parse_mobile",
    "parse_name",
    "parse_password",
    "parse_percent",
    "parse_person_name",
    "parse_phone",
    "parse_postcode",
    "parse_siren",
    "parse_siret",
    "parse_subdomain",
    "parse_surface",
    "parse_text",
    "parse_time",
    "parse_url",
    "parse_vat_number",
    "parse_year",
    "parse_yes_no",
    "sentence",
]
