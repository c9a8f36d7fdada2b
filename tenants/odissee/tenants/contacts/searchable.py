"""What a person may type to find a contact, folded."""

import re
from typing import Any, Protocol

from odissee.platform.french import compact, list_name, phone, search_text


class Named(Protocol):
    """The columns that are searched; a row of `Contact` has them."""

    first_name: Any
    last_name: Any
    person_name: Any
    email: Any
    phone: Any
    mobile: Any
    address: Any
    postcode: Any
    city: Any
    siret: Any
    client_ref: Any


def searchable_text(contact: Named) -> str:
    """Everything that finds this contact, the name first, so that its beginning can be preferred."""
    return search_text(
        list_name(contact.first_name, contact.last_name), contact.person_name, contact.email,
        *(digits(number) for number in (contact.mobile, contact.phone)),
        contact.postcode, contact.city, contact.address, contact.siret, contact.client_ref,
    )  # fmt: skip


def name_key(first_name: str, last_name: str) -> str:
    """The name without accents, spaces or signs: order of the list, and the same name in another writing."""
    return compact(list_name(first_name, last_name))


def digits(number: str) -> str:
    """« 0639980123 » of any writing, « +33 6… » included; empty when there is no digit."""
    plain = re.sub(r"\D", "", phone(number) if number.startswith("+") else number)
    return re.sub(r"^(?:00)?33(?=[1-9]\d{8}$)", "0", plain)
