"""The list of contacts: two queries whatever its length."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.contacts.reach import EVERYBODY, Reach
from odissee.tenants.contacts.words import Words, words_of

PAGE = 50

ROWS = """
select c.id, c.type, c.civility, c.first_name, c.last_name, c.person_name, c.phone, c.mobile, c.email, c.city,
       (select v.label from list_value v where v.id = c.type_value_id) as own_type,
       (select count(*) from dossier_contact dc where dc.contact_id = c.id) as dossiers,
       m.id is not null as invited, m.login_id is not null as access
  from contact c
  left join lateral (select id, login_id from membership where contact_id = c.id and revoked_at is null limit 1) m
    on true
 where (c.trashed_at is not null) = $6 and c.merged_into is null
   and (c.folded like all($1::text[]) or c.folded like all($2::text[]))
   and ($3::bool or exists (select from dossier_contact dc join dossier d on d.id = dc.dossier_id
        where dc.contact_id = c.id and (d.technician_id = $4 or $5 in (d.in_charge_id, d.created_by))))
   and ($7 = '' or c.type = $7)
   and ($8::uuid is null or (c.name_key, c.id) > (select a.name_key, a.id from contact a where a.id = $8))
 order by c.name_key, c.id limit $9"""

COUNTS = """
select c.type, count(*) as number
  from contact c
 where (c.trashed_at is not null) = $6 and c.merged_into is null
   and (c.folded like all($1::text[]) or c.folded like all($2::text[]))
   and ($3::bool or exists (select from dossier_contact dc join dossier d on d.id = dc.dossier_id
        where dc.contact_id = c.id and (d.technician_id = $4 or $5 in (d.in_charge_id, d.created_by))))
 group by c.type"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the list says; `after` is the last contact of the page before."""

    text: str = ""
    type: str = ""
    after: UUID | None = None
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class ContactList:
    """One page; `next_after` is None on the last one."""

    rows: list[Any]
    counts: dict[str, int]
    next_after: UUID | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


async def list_contacts(tx: TenantTransaction, filters: Filters, reach: Reach = EVERYBODY) -> ContactList:
    """The contacts in the order of their names, and how many there are of each type for this search."""
    words = words_of(filters.text)
    if words.impossible:
        return ContactList([], {}, None)
    common = _common(words, reach, filters)
    rows = await tx.fetch(ROWS, *common, filters.type, filters.after, PAGE + 1)
    counts = {row["type"]: row["number"] for row in await tx.fetch(COUNTS, *common)}
    return ContactList(rows[:PAGE], counts, rows[PAGE - 1]["id"] if len(rows) > PAGE else None)


def _common(words: Words, reach: Reach, filters: Filters) -> tuple[Any, ...]:
    return (*words.arguments, *reach.arguments, filters.trashed)
