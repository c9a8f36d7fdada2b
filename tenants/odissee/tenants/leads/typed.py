"""What a stranger types, or a partner's program sends: tolerant, each fault beside its field."""

from dataclasses import dataclass
from typing import Any

from odissee.platform.fields import Form, one_of, parse_long_text
from odissee.platform.french import typography
from odissee.tenants.contacts import read_contact
from odissee.tenants.properties import PROPERTY_TYPES, read_property

NATURES = {
    "sale": "Vente", "rental": "Location", "works": "Travaux", "demolition": "Démolition", "building": "Parties communes",
    "other": "Autre",
}  # fmt: skip
MODES = {"works": "works", "demolition": "works", "building": "building", "other": "other"}
HERE = {
    key: label for key, label in PROPERTY_TYPES.items() if key in ("flat", "house", "building", "commercial")
}
PERSON = ("civility", "first_name", "last_name", "email", "mobile", "siret", "person_name")
BOXES = {
    "mail:renewal": "Je veux recevoir par mail un rappel avant la fin de validité de mes diagnostics.",
    "sms:renewal": "Je veux recevoir ce rappel par SMS.",
    "phone:renewal": "J’accepte d’être appelé(e) avant la fin de validité de mes diagnostics.",
}
"""channel:purpose → the words of the box, kept as proof. Never ticked beforehand."""
NO_WAY = "Indiquez une adresse électronique ou un téléphone : nous devons pouvoir vous répondre."
NO_PLACE = "Indiquez au moins la ville du bien."


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A request for a quote as read. `person` is the form of its contact, `place` that of its property."""

    person: Form
    contact: dict[str, Any]
    place: Form
    nature: str
    message: str
    consents: tuple[str, ...]
    page: str = ""

    @property
    def mode(self) -> str:
        return MODES.get(self.nature, "ddt")


def read_enquiry(form: Form, boxes: list[str]) -> Enquiry:
    """Every field; faults are noted on the form, which the caller raises."""
    pro = form.raw.get("kind") == "pro"
    person = Form({name: form.raw.get(name, "") for name in PERSON} | {"type": "entreprise" if pro else "particulier"})  # fmt: skip
    contact = read_contact(person)
    for name, sentence in person.errors.items():
        form.errors.setdefault(name, sentence)
    if (
        not (contact["email"] or contact["mobile"] or contact["phone"])
        and not {"email", "mobile"} & form.errors.keys()
    ):
        form.errors["email"] = typography(NO_WAY)
    nature = form.read("nature", one_of({key: key for key in NATURES})) or "sale"
    message = form.read("message", lambda raw: parse_long_text(raw, maximum=2000)) or ""
    if not read_property(form)["city"] and not {"city", "address", "postcode"} & form.errors.keys():
        form.errors["city"] = typography(NO_PLACE)
    ticked = tuple(box for box in BOXES if box in boxes)
    return Enquiry(person, contact, Form(dict(form.raw)), nature, message, ticked, form.raw.get("page", "")[:300])  # fmt: skip
