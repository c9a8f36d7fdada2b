"""Reading the page of a member of staff."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.fields import (
    FieldError,
    Form,
    parse_date,
    parse_email,
    parse_percent,
    parse_person_name,
    parse_phone,
    parse_postcode,
    parse_text,
)
from odissee.platform.french import numeric_date, phone
from odissee.platform.rights import Profile
from odissee.tenants.companies import FieldRefused

STAFF_PROFILES = tuple(profile for profile in Profile if profile is not Profile.CLIENT)
COLOURS = tuple(str(hue) for hue in range(1, 9))


@dataclass(frozen=True, slots=True)
class Member:
    """What the page says: columns of `staff_member`, and the place in the company."""

    person: dict[str, Any]
    profiles: list[str]
    site_ids: list[UUID] | None

    @property
    def name(self) -> str:
        return f"{self.person['first_name']} {self.person['last_name']}".strip()

    @property
    def place(self) -> dict[str, Any]:
        """Columns of `membership`; e-mail apart, which is a login."""
        return {
            "display_name": self.name,
            "initials": self.person["initials"],
            "profiles": self.profiles,
            "site_ids": self.site_ids,
            "active_from": self.person["active_from"],
            "active_until": self.person["active_until"],
        }


def parse_initials(raw: str) -> str:
    """One to four letters or digits, in capitals."""
    text = parse_text(raw, maximum=20).replace(" ", "").replace(".", "").upper()
    if not re.fullmatch(r"\w{1,4}", text):
        raise FieldRefused("Les initiales comptent de 1 à 4 lettres. Exemple : IH.")
    return text


def read_member(
    raw: Mapping[str, str], profiles: Sequence[str], sites: Sequence[str], known_sites: Collection[UUID]
) -> tuple[Form, Member]:
    """The form with its faults and the member; without initials, those of the name are taken."""
    form = Form(raw)
    first = form.read("first_name", parse_person_name, required=True)
    last = form.read("last_name", parse_person_name, required=True)
    initials = form.read("initials", parse_initials) or f"{(first or '')[:1]}{(last or '')[:1]}".upper()
    colour = form.raw.get("colour", "1")
    person = {
        "first_name": first,
        "last_name": last,
        "initials": initials,
        "colour": colour if colour in COLOURS else "1",
        "email": form.read("email", parse_email) or "",
        "phone": form.read("phone", parse_phone) or "",
        "start_address": form.read("start_address", parse_text) or "",
        "start_postcode": form.read("start_postcode", parse_postcode) or "",
        "start_city": form.read("start_city", parse_text) or "",
        "active_from": form.read("active_from", parse_date),
        "active_until": form.read("active_until", parse_date),
        "max_discount_bp": form.read("max_discount_bp", parse_percent),
    }
    _check_period(form, person)
    return form, Member(person, _profiles(form, profiles), _sites(form, sites, known_sites))


def _check_period(form: Form, person: dict[str, Any]) -> None:
    start, end = person["active_from"], person["active_until"]
    if start and end and end < start:
        form.refuse("active_until", FieldError("error.date_order"))


def _profiles(form: Form, given: Sequence[str]) -> list[str]:
    chosen = [str(profile) for profile in STAFF_PROFILES if profile in given]
    if not chosen:
        form.refuse("profiles", FieldRefused("Choisissez au moins un profil."))
    return chosen


def _sites(form: Form, given: Sequence[str], known: Collection[UUID]) -> list[UUID] | None:
    """None when no limit is ticked; a site of another company does not exist."""
    if not form.checked("limit_sites"):
        return None
    chosen = [site for site in known if str(site) in given]
    if not chosen:
        form.refuse("sites", FieldRefused("Choisissez au moins un site, ou retirez la limite."))
    return chosen


def as_typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored person as the fields show them."""
    shown = dict(row)
    for name in ("active_from", "active_until"):
        shown[name] = numeric_date(row[name]) if row[name] else ""
    points = row["max_discount_bp"]
    shown["max_discount_bp"] = "" if points is None else f"{points / 100:g}".replace(".", ",")
    shown["phone"] = phone(row["phone"]) if row["phone"] else ""
    shown["limit_sites"] = row["site_ids"] is not None
    return shown
