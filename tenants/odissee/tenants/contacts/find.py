"""Finding a contact while somebody types (CREA-21, CASE-060)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import display_name, list_name, phone
from odissee.tenants.contacts.reach import EVERYBODY, Reach
from odissee.tenants.contacts.types import ContactType, type_of
from odissee.tenants.contacts.words import words_of

FIND = """
select c.id, c.type, c.civility, c.first_name, c.last_name, c.phone, c.mobile, c.email, c.address, c.postcode, c.city,
       (select count(*) from dossier_contact dc where dc.contact_id = c.id) as dossiers
  from contact c
 where c.trashed_at is null and c.merged_into is null
   and (c.folded like all($1::text[]) or c.folded like all($2::text[]))
   and ($3::bool or exists (select from dossier_contact dc join dossier d on d.id = dc.dossier_id
        where dc.contact_id = c.id and (d.technician_id = $4 or $5 in (d.in_charge_id, d.created_by))))
 order by c.folded like $6 desc, c.name_key, c.id limit $7"""


@dataclass(frozen=True, slots=True)
class ContactHit:
    """One suggestion."""

    id: UUID
    name: str
    list_name: str
    type: ContactType
    phone: str
    email: str
    address: str
    postcode: str
    city: str
    dossiers: int

    @property
    def detail(self) -> str:
        """What tells two Bordenave apart: « 06 39 98 61 77 · 8 rue Bargoin, Pau »."""
        where = ", ".join(part for part in (self.address, self.city) if part)
        reach = phone(self.phone) if self.phone else self.email
        return " · ".join(part for part in (reach, where) if part) or self.type.label


async def find_contacts(
    tx: TenantTransaction, text: str, limit: int = 8, reach: Reach = EVERYBODY
) -> list[ContactHit]:
    """Contacts that hold every word of `text`, those whose name begins with it first, then by name.

    Accents, hyphens, apostrophes and case do not count; a phone number is found in any writing. An empty
    text gives the beginning of the book.
    """
    words = words_of(text)
    if words.impossible:
        return []
    rows = await tx.fetch(FIND, *words.arguments, *reach.arguments, words.beginning, limit)
    return [hit(row) for row in rows]


def hit(row: Any) -> ContactHit:
    """A row of `FIND`, or of any query with its columns."""
    return ContactHit(
        id=row["id"],
        name=display_name(row["first_name"], row["last_name"], row["civility"]),
        list_name=list_name(row["first_name"], row["last_name"]),
        type=type_of(row["type"]),
        phone=row["mobile"] or row["phone"],
        email=row["email"],
        address=row["address"],
        postcode=row["postcode"],
        city=row["city"],
        dossiers=row["dossiers"],
    )
