"""Who is concerned by an order, from the pickers and boxes of points 2, 3 and 4."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import as_uuid
from odissee.tenants.contacts import Contact
from odissee.tenants.dossiers import Role

PICKED = {
    "requester": Role.REQUESTER, "prescriber": Role.PRESCRIBER, "payer": Role.PAYER, "owner": Role.OWNER,
    "occupant": Role.OCCUPANT,
}  # fmt: skip
FLAGS = {
    "requester_is_prescriber": Role.PRESCRIBER, "requester_is_owner": Role.OWNER,
    "requester_occupies": Role.OCCUPANT, "requester_pays": Role.PAYER,
}  # fmt: skip
ADDED = (
    Role.BUYER,
    Role.NOTARY,
    Role.PROPERTY_MANAGER,
    Role.PRINCIPAL,
    Role.OWNER,
    Role.OCCUPANT,
    Role.PRESCRIBER,
)
"""Roles that point 4 gives."""
AGENCIES = ("agence",)
"""Types of contact that sell or let for others."""
GONE = "Ce contact n’est plus au carnet d’adresses. Cherchez-le ou créez-le."
UNPICKED = "Ce nom n’est pas choisi. Prenez une suggestion, ou créez le contact."


@dataclass(slots=True)
class People:
    """`roles` by contact; `chosen` by picker; `lines` are those of point 4 in their order; `errors` by field."""

    contacts: dict[UUID, Contact] = field(default_factory=dict)
    roles: dict[UUID, set[Role]] = field(default_factory=dict)
    chosen: dict[str, Contact] = field(default_factory=dict)
    lines: list[tuple[int, Contact, Role]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    def with_role(self, role: Role) -> list[Contact]:
        """Contacts who bear a role."""
        return [self.contacts[id] for id, roles in self.roles.items() if role in roles]

    @property
    def requester(self) -> Contact | None:
        return self.chosen.get("requester")

    @property
    def occupant(self) -> Contact | None:
        return next(iter(self.with_role(Role.OCCUPANT)), None)

    @property
    def asks_owner(self) -> bool:
        """An agency that orders is not the owner: somebody else is (CREA-22)."""
        found = self.requester
        return found is not None and found.type in AGENCIES and not self.with_role(Role.OWNER)

    @property
    def agencies(self) -> list[UUID]:
        """Intermediaries of the sale among these people."""
        return [id for id in self.roles if self.contacts[id].type in AGENCIES]


async def people_typed(tx: TenantTransaction, data: dict[str, str]) -> People:
    """One query, whatever their number; an id that is nobody's is said beside its field and gives no role."""
    numbers = sorted({int(m[1]) for name in data if (m := re.fullmatch(r"person_(\d{1,2})_id", name))})
    names = [*(f"{one}_id" for one in PICKED), *(f"person_{n}_id" for n in numbers), "new_id"]
    people = People(contacts=await _contacts(tx, {name: data.get(name, "") for name in names}.values()))
    for picker, role in PICKED.items():
        _pick(people, data, picker, role)
    for number in numbers:
        _line(people, data, number)
    return people


async def _contacts(tx: TenantTransaction, texts: Iterable[str]) -> dict[UUID, Contact]:
    ids = [id for text in texts if (id := as_uuid(text))]
    if not ids:
        return {}
    found: list[Any] = await Contact.objects().where(Contact.id.is_in(ids), Contact.trashed_at.is_null())
    return {one.id: one for one in found}


def _pick(people: People, data: dict[str, str], picker: str, role: Role) -> None:
    typed, name = data.get(f"{picker}_id", ""), data.get(f"{picker}_name", "").strip()
    contact = people.contacts.get(as_uuid(typed) or UUID(int=0))
    if contact is None:
        if typed or name:
            people.errors[f"{picker}_name"] = GONE if typed else UNPICKED
        return
    people.chosen[picker] = contact
    given = people.roles.setdefault(contact.id, set())
    given.add(role)
    if picker == "requester":
        given.update(flag for box, flag in FLAGS.items() if data.get(box))


def _line(people: People, data: dict[str, str], number: int) -> None:
    contact = people.contacts.get(as_uuid(data.get(f"person_{number}_id", "")) or UUID(int=0))
    role = data.get(f"person_{number}_role", "")
    if contact is not None and role in set(Role):
        people.lines.append((number, contact, Role(role)))
        people.roles.setdefault(contact.id, set()).add(Role(role))
