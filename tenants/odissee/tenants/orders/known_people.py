"""Contacts that a message may be speaking of: proposed with the reason, never chosen by themselves."""

from dataclasses import dataclass, field
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError, Form, parse_phone
from odissee.platform.rights import Actor
from odissee.tenants.contacts import ContactHit, create_contact, duplicates, find_contacts, reach_of

_TYPES = {
    "agency": "agence", "notary": "notaire", "syndic": "syndic", "works_company": "entreprise",
    "public_body": "collectivite", "private": "particulier",
}  # fmt: skip
_CIVILITIES = {"m.": "M.", "m": "M.", "mr": "M.", "mr.": "M.", "monsieur": "M.", "mme": "Mme", "mme.": "Mme", "madame": "Mme", "me": "Maître", "maître": "Maître"}  # fmt: skip
ROLES = {"requester": "Demandeur", "owner": "Propriétaire", "occupant": "Occupant"}


@dataclass(slots=True)
class Named:
    """Somebody whom the message names, and the contacts that may be them."""

    role: str
    name: str
    phone: str = ""
    mail: str = ""
    kind: str = ""
    agency: str = ""
    words: str = ""
    known: list[tuple[ContactHit, str]] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The phone as contacts keep it; empty when it is none."""
        return _e164(self.phone)

    @property
    def label(self) -> str:
        return ROLES[self.role]


def named_in(rows: list[dict[str, Any]]) -> list[Named]:
    """The people of the readings, the owner left out when it is who asks."""
    said = {row["field"]: row for row in rows if row["raw"] is not None}

    def raw(name: str) -> str:
        return str(said[name]["raw"]) if name in said else ""

    out = []
    for role in ROLES:
        name = raw("requester_name" if role == "requester" else role)
        if name and not (role == "owner" and name == raw("requester_name")):
            words = said["requester_name" if role == "requester" else role]["words"]
            out.append(Named(role, name, raw(f"{role}_phone"), raw(f"{role}_mail"), words=words))
    for one in out:
        if one.role == "requester":
            one.kind, one.agency = raw("requester_kind"), raw("agency") or raw("organisation")
    return out


async def recognised(tx: TenantTransaction, actor: Actor, one: Named) -> None:
    """Fill `known`: same mail, same phone, then the same name."""
    number = one.number
    sure = await duplicates(tx, {"email": one.mail, "mobile": number}) if one.mail or number else []
    one.known = [(same.contact, same.reason) for same in sure]
    seen = {hit.id for hit, _ in one.known}
    for name in filter(None, (_split(one.name)["last_name"], one.agency)):
        for hit in await find_contacts(tx, name, 4, reach_of(actor)) if len(name) > 2 else []:
            if hit.id not in seen:
                seen.add(hit.id)
                one.known.append((hit, "même nom"))


async def create_named(tx: TenantTransaction, one: Named) -> tuple[str, str]:
    """A new contact from what the message says; its id and the name it bears."""
    parts = _split(one.name)
    raw = {**parts, "type": _TYPES.get(one.kind, "particulier"), "email": one.mail, "mobile": one.phone}
    if one.agency and one.agency != one.name:
        raw |= {"last_name": one.agency, "first_name": "", "civility": "", "person_name": one.name}
    elif one.agency:
        raw |= {"last_name": one.name, "first_name": "", "civility": ""}
    contact = await create_contact(tx, Form(raw))
    return str(contact.id), contact.full_name


def _split(name: str) -> dict[str, str]:
    """« Mme Odile Kervran » → civility, first name, name; one word alone is the name."""
    words = name.split()
    civility = _CIVILITIES.get(words[0].lower(), "") if len(words) > 1 else ""
    words = words[1:] if civility else words
    first = (
        words[0]
        if len(words) > 1 and words[0].lower() not in ("et", "sci", "succession", "indivision", "de", "du")
        else ""
    )
    return {"civility": civility, "first_name": first, "last_name": " ".join(words[1:] if first else words)}


def _e164(phone: str) -> str:
    try:
        return parse_phone(phone) if phone else ""
    except FieldError:
        return ""
