"""What the form shows: what was typed, or what is stored, written as one types it."""

import re
from collections import defaultdict
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form
from odissee.platform.french import percent_bp, phone
from odissee.platform.web import Request
from odissee.tenants.contacts.queries import names_around
from odissee.tenants.contacts.tables import Contact
from odissee.tenants.contacts.types import CIVILITIES, KINDS, TYPES, type_of
from odissee.tenants.contacts.update import version_of

_PLAIN = (
    "kind", "type", "civility", "first_name", "last_name", "person_name", "email", "address", "complement",
    "postcode", "city", "vat_number", "client_ref", "discount_comment", "note", "website", "rcs",
)  # fmt: skip


async def form_of(request: Request) -> Form:
    """The fields of a form that one of our pages sent."""
    sent = await request.form()
    return Form({name: value for name, value in sent.items() if isinstance(value, str)})


def shown(raw: dict[str, str]) -> dict[str, Any]:
    """The context of `contacts/fields.html` for these raw values; an unknown field is an empty one."""
    typed = defaultdict(str, raw)
    return {
        "typed": typed,
        "contact_type": type_of(typed["type"]),
        "types": [(one.key, one.label) for one in TYPES.values()],
        "kinds": list(KINDS.items()),
        "civilities": [(word, word) for word in CIVILITIES],
    }


async def stored(tx: TenantTransaction, contact: Contact) -> dict[str, str]:
    """A contact as the raw values of its form."""
    around = await names_around(tx, contact)
    raw = {name: getattr(contact, name) for name in _PLAIN}
    return raw | {
        "insee": contact.insee or "",
        "phone": phone(contact.phone) if contact.phone else contact.phone_typed,
        "mobile": phone(contact.mobile) if contact.mobile else contact.mobile_typed,
        "siret": contact.siret or contact.siren,
        "iban": " ".join(re.findall(".{1,4}", contact.iban)),
        "sales_rep_id": str(contact.sales_rep_id or ""),
        "type_value_id": str(contact.type_value_id or ""),
        "parent_id": str(contact.parent_id or ""),
        "parent_name": around["parent"],
        "network": around["network"],
        "discount": percent_bp(contact.discount_bp) if contact.discount_bp else "",
        "never_lock_reports": "1" if contact.never_lock_reports else "",
        "notify_on_appointment": "1" if contact.notify_on_appointment else "",
        "version": version_of(contact),
    }
