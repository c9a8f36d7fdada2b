"""The dossiers of a client: one page, its counters, and what each row may show. A constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.documents import Seen, reports_seen
from odissee.tenants.portal.filters import Filters
from odissee.tenants.portal.options import PortalOptions

PAGE = 30
ACCOUNT = """
select c.*, trim(c.first_name || ' ' || c.last_name) as name,
       coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', trim(s.first_name || ' ' || s.last_name))
                   order by s.folded, s.id)
          from contact s where s.parent_id = c.id and s.trashed_at is null and s.merged_into is null), '[]') as subs
  from contact c where c.id = $1"""
MINE = """
with mine as (
  select k.dossier_id, array_agg(distinct role) filter (where role is not null) as roles,
         bool_or(k.invoice_access) as invoice_access, bool_or(c.id = $1) as own,
         min(trim(c.first_name || ' ' || c.last_name)) filter (where c.id <> $1) as via
    from contact c join dossier_contact k on k.contact_id = c.id left join unnest(k.roles) role on true
   where (c.id = $1 or c.parent_id = $1) and ($2::uuid is null or c.id = $2)
   group by k.dossier_id)"""
PLACED = """from mine m join dossier d on d.id = m.dossier_id and d.trashed_at is null
  join property p on p.id = d.property_id"""
MATCHING = """($3::text[] = '{}' or translate(lower(unaccent(concat_ws(' ', d.number, d.owner_name, p.address,
          p.typed_address, p.postcode, d.city))), '-''’', '   ') like all($3))"""
IN_STATE = """case $4::text when '' then true when 'en-cours' then d.status not in ('finalized', 'cancelled')
  when 'a-repondre' then d.quote_state = 'waiting' when 'rapports' then d.report_state <> 'none'
  else d.status in ('finalized', 'cancelled') end"""
ROWS = f"""{MINE}
select d.id, d.number, d.status, d.nature, d.city, d.owner_name, d.appointment_at, d.active_at, d.sold_at, d.amount_cents,
       d.quote_state, d.report_state, d.invoice_state, p.address, p.typed_address, p.postcode, m.roles,
       m.invoice_access, case when m.own then '' else m.via end as via,
       v.id as version_id, v.total_ttc_cents
  {PLACED}
  left join lateral (select * from quote where dossier_id = d.id order by created_at desc limit 1) q on true
  left join quote_version v on v.quote_id = q.id and v.version = q.current_version and q.state in ('sent', 'viewed')
       and v.requester_contact_id in (select id from contact where id = $1 or parent_id = $1)
 where {MATCHING} and {IN_STATE}
   and ($5::timestamptz is null or (d.active_at, d.id) < ($5, $6::uuid))
 order by d.active_at desc, d.id desc limit {PAGE + 1}"""  # noqa: S608 - constants
COUNTS = f"""{MINE}
select count(*) as every, count(*) filter (where d.status not in ('finalized', 'cancelled')) as running,
       count(*) filter (where d.quote_state = 'waiting') as waiting,
       count(*) filter (where d.report_state <> 'none') as reported,
       count(*) filter (where d.status in ('finalized', 'cancelled')) as over,
       count(*) filter (where d.status = 'scheduled') as visits {PLACED} where {MATCHING}"""


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier before its client: `sees` is what the company lets their roles see."""

    row: Any
    sees: frozenset[str]
    reports: Seen

    @property
    def to_answer(self) -> bool:
        return self.row["version_id"] is not None

    @property
    def unpaid(self) -> bool:
        return (
            "invoices" in self.sees and self.row["invoice_access"] and self.row["invoice_state"] == "unpaid"
        )


@dataclass(frozen=True, slots=True)
class ListPage:
    lines: Sequence[Line]
    more: Any
    """The last row when others follow."""
    counts: Any


async def account_of(tx: TenantTransaction, contact_id: UUID | None) -> Any:
    """The client's own contact, with its sub-accounts (`subs`)."""
    return await tx.fetchrow(ACCOUNT, contact_id)


async def list_page(
    tx: TenantTransaction, contact_id: UUID, filters: Filters, options: PortalOptions
) -> ListPage:
    """At most `PAGE` rows under the filters."""
    asked = (contact_id, filters.account, filters.patterns)
    rows = await tx.fetch(ROWS, *asked, filters.state, *(filters.after or (None, None)))
    shown = rows[:PAGE]
    glances = await reports_seen(tx, contact_id, [row["id"] for row in shown])
    lines = [_line(row, options, glances.get(row["id"]) or Seen()) for row in shown]
    counts = await tx.fetchrow(COUNTS, *asked)
    return ListPage(lines, shown[-1] if len(rows) > PAGE else None, counts)


def _line(row: Any, options: PortalOptions, reports: Seen) -> Line:
    sees = options.visible(row["roles"] or ())
    return Line(row, sees, reports if "reports" in sees else Seen())
