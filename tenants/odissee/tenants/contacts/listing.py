"""The list of contacts: two queries whatever its length."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.contacts.reach import EVERYBODY, Reach
from odissee.tenants.contacts.words import Words, words_of

PAGE = 50

MATCHING = """(c.trashed_at is not null) = $6 and c.merged_into is null and c.restricted_at is null
   and (c.folded like all($1::text[]) or c.folded like all($2::text[]))
   and ($3::bool or exists (select from dossier_contact dc join dossier d on d.id = dc.dossier_id
        where dc.contact_id = c.id and (d.technician_id = $4 or $5 in (d.in_charge_id, d.created_by))))
   and ($7::uuid is null or c.network_id = $7) and ($8::uuid is null or c.sales_rep_id = $8)
   and ($9 = '' or $9 = (select case when m.login_id is not null then 'ouvert' else 'invite' end from membership m
          where m.contact_id = c.id and m.revoked_at is null order by m.login_id is null limit 1)
        or ($9 = 'aucun' and not exists (select from membership m where m.contact_id = c.id and m.revoked_at is null)))"""
ROWS = f"""
select c.id, c.type, c.civility, c.first_name, c.last_name, c.person_name, c.phone, c.mobile, c.email, c.city,
       (select v.label from list_value v where v.id = c.type_value_id) as own_type,
       (select count(*) from dossier_contact dc where dc.contact_id = c.id) as dossiers,
       m.id is not null as invited, m.login_id is not null as access
  from contact c
  left join lateral (select id, login_id from membership where contact_id = c.id and revoked_at is null
                      order by login_id is null limit 1) m on true
 where {MATCHING} and ($10 = '' or c.type = $10)
   and ($11::uuid is null or (c.name_key, c.id) > (select a.name_key, a.id from contact a where a.id = $11))
 order by c.name_key, c.id limit $12"""  # noqa: S608 - constants
COUNTS = f"select c.type, count(*) as number from contact c where {MATCHING} group by c.type"  # noqa: S608 - constants
CHOICES = """
select (select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by lower(name)) from agency_network
         where hidden_at is null) as networks,
       (select jsonb_agg(jsonb_build_object('id', s.id, 'name', trim(s.first_name || ' ' || s.last_name))
                         order by s.last_name)
          from staff_member s where exists (select from contact c where c.sales_rep_id = s.id)) as reps"""
ACCESS = {"ouvert": "Ouvert", "invite": "Invité", "aucun": "Aucun"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the list says; `after` is the last contact of the page before."""

    text: str = ""
    type: str = ""
    after: UUID | None = None
    trashed: bool = False
    network: UUID | None = None
    sales_rep: UUID | None = None
    access: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether an empty list may only mean that nothing matches."""
        return bool(self.text or self.type or self.network or self.sales_rep or self.access)


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
    return (
        *words.arguments, *reach.arguments, filters.trashed, filters.network, filters.sales_rep, filters.access,
    )  # fmt: skip


async def choices(tx: TenantTransaction) -> dict[str, dict[str, str]]:
    """What the filters offer: networks, and the sales persons who have contacts; names by id."""
    row: Any = await tx.fetchrow(CHOICES)
    return {key: {one["id"]: one["name"] for one in row[key] or []} for key in ("networks", "reps")}
