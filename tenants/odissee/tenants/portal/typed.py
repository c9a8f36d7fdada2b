"""What a client types in a request: tolerant, each fault beside its field, nothing mandatory but what is asked for."""

from dataclasses import dataclass
from typing import Any

from odissee.platform.fields import Form, one_of, parse_long_text, parse_phone, parse_text
from odissee.platform.french import phone, typography
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
AGES = {"old": "Oui", "recent": "Non", "none": "Il n’y en a pas"}
FACTS: dict[str, tuple[str, dict[str, str]]] = {
    "co_owned": ("En copropriété", {"yes": "Oui", "no": "Non"}),
    "gas": ("Gaz de plus de 15 ans", AGES),
    "electricity": ("Électricité de plus de 15 ans", AGES),
}
"""What the client may know of the property, under the names and values of the order."""
NO_PLACE = "Indiquez au moins la ville du bien."
NO_WAY = "Indiquez un numéro où vous joindre."
OWNER = ("owner_civility", "owner_first_name", "owner_last_name", "owner_email", "owner_mobile")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as read. `owner`: the form of a contact that the client names, None when nobody is named."""

    kind: str
    nature: str
    message: str
    wanted: str
    phone: str
    occupies: bool
    owner: Form | None

    @property
    def mode(self) -> str:
        return MODES.get(self.nature, "ddt")


def read_request(form: Form, kind: str) -> Asked:
    """Every field of the request; faults are noted on the form, which the caller raises."""
    nature = form.read("nature", one_of({key: key for key in NATURES}))
    asked = Asked(
        kind=kind, nature=nature or "sale",
        message=form.read("message", lambda raw: parse_long_text(raw, maximum=2000)) or "",
        wanted=form.read("wanted", lambda raw: parse_text(raw, maximum=160)) or "",
        phone=form.read("phone", parse_phone) or "",
        occupies=form.checked("occupies"), owner=_owner(form),
    )  # fmt: skip
    if kind == "callback" and not asked.phone:
        form.errors.setdefault("phone", typography(NO_WAY))
    if kind in ("order", "quote"):
        _need_place(form)
    return asked


def _need_place(form: Form) -> None:
    values = read_property(form)
    if not values["city"] and not {"city", "address", "postcode"} & form.errors.keys():
        form.errors["city"] = typography(NO_PLACE)


def _owner(form: Form) -> Form | None:
    """The owner that an agency names: a contact of its own, whose faults are said beside the owner's fields."""
    raw = {name.removeprefix("owner_"): form.raw.get(name, "").strip() for name in OWNER}
    if not any(raw.values()):
        return None
    owner = Form({**raw, "type": "particulier"})
    read_contact(owner)
    for name, sentence in owner.errors.items():
        form.errors.setdefault(f"owner_{name}", sentence)
    return owner


def facts_of(form: Form) -> dict[str, str]:
    """The facts that the client answered; the others stay « je ne sais pas »."""
    return {name: form.raw[name] for name, (_, known) in FACTS.items() if form.raw.get(name) in known}


def phone_of(contact: Any) -> str:
    """The number that the office would call first."""
    number = contact["mobile"] or contact["phone"]
    return phone(number) if number else ""
