"""Words of mails, SMS and pages about the reports of a dossier."""

from typing import Any

from odissee.platform.french import full_date, local_date
from odissee.platform.texts import greeting


def contact_words(contact: Any) -> dict[str, Any]:
    """How this person is addressed."""
    return {
        "greeting": greeting(contact["civility"], contact["last_name"], notary=contact["type"] == "notaire"),
        "recipient_name": contact["name"], "client_ref": contact["client_ref"],
    }  # fmt: skip


def street_of(dossier: Any) -> str:
    """The street, or what was typed for it."""
    return str(dossier["address"] or dossier["typed_address"] or dossier["complement"] or "")


def address_of(dossier: Any) -> str:
    """« 27 avenue de Buros, 64000 Pau »."""
    place = " ".join(part for part in (dossier["postcode"], dossier["city"]) if part)
    return ", ".join(part for part in (street_of(dossier), place) if part)


def dossier_words(dossier: Any, zone: str) -> dict[str, Any]:
    """What is inspected, and when it was; without a date the sentence that needs one goes."""
    visited = dossier["appointment_at"]
    return {
        "dossier_number": str(dossier["number"]), "property_address": address_of(dossier),
        "property_city": dossier["city"], "city_sms": dossier["city"], "street_sms": street_of(dossier) or dossier["city"],
        "visit_date": full_date(local_date(visited, zone)) if visited else "",
    }  # fmt: skip
