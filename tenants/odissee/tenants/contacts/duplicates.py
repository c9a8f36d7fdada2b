"""Contacts that may be the same person: shown while one types, never merged by themselves."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form
from odissee.tenants.contacts.find import ContactHit, hit
from odissee.tenants.contacts.reading import read_contact
from odissee.tenants.contacts.searchable import name_key
from odissee.tenants.contacts.settle import settle_form

SAME = """
select c.id, c.type, c.civility, c.first_name, c.last_name, c.phone, c.mobile, c.email, c.address, c.postcode, c.city,
       (select count(*) from dossier_contact dc where dc.contact_id = c.id) as dossiers,
       case when $1 <> '' and lower(c.email) = $1 then 'email'
            when c.mobile = any($2) or c.phone = any($2) then 'phone'
            when $3 <> '' and c.siret = $3 then 'siret' else 'name' end as reason
  from contact c
 where c.trashed_at is null and c.merged_into is null and c.id is distinct from $6
   and (($1 <> '' and lower(c.email) = $1) or c.mobile = any($2) or c.phone = any($2)
        or ($3 <> '' and c.siret = $3) or ($4 <> '' and $5 <> '' and c.name_key = $4 and c.postcode = $5))
 order by array_position(array['email', 'siret', 'phone', 'name'],
   case when $1 <> '' and lower(c.email) = $1 then 'email' when $3 <> '' and c.siret = $3 then 'siret'
        when c.mobile = any($2) or c.phone = any($2) then 'phone' else 'name' end), c.id
 limit 5"""

REASONS = {
    "email": "même adresse électronique",
    "phone": "même téléphone",
    "siret": "même SIRET",
    "name": "même nom, même code postal",
}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A contact like the one being typed, and why."""

    contact: ContactHit
    reason: str


async def duplicates(
    tx: TenantTransaction, values: dict[str, Any], except_id: UUID | None = None
) -> list[Duplicate]:
    """Contacts with the same e-mail, phone or SIRET, or the same name in the same postcode; the surest first."""
    numbers = [number for number in (values.get("phone"), values.get("mobile")) if number]
    name = name_key(values.get("first_name") or "", values.get("last_name") or "")
    rows = await tx.fetch(
        SAME, (values.get("email") or "").lower(), numbers, values.get("siret") or "", name,
        values.get("postcode") or "", except_id,
    )  # fmt: skip
    return [Duplicate(hit(row), REASONS[row["reason"]]) for row in rows]


async def duplicates_typed(
    tx: TenantTransaction, form: Form, except_id: UUID | None = None
) -> list[Duplicate]:
    """The same for a form that is still being typed: what cannot be read yet counts for nothing."""
    return await duplicates(tx, read_contact(await settle_form(tx, Form(form.raw))), except_id)
