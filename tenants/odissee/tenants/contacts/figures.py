"""What a contact brings, with its sub-accounts: a main account bears the statistics of all (CONT-03)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers import OF_CLIENT

YEAR = timedelta(days=365)
FIGURES = f"""
select count(*) as dossiers, count(*) filter (where d.created_at > $2 and d.status <> 'cancelled') as recent,
       coalesce(sum(d.amount_cents) filter (where d.created_at > $2 and d.status <> 'cancelled'), 0)::bigint as cents,
       count(*) filter (where d.created_at > $2 and d.status <> 'cancelled' and d.amount_cents > 0) as priced
  from dossier d where {OF_CLIENT}"""  # noqa: S608 - constants
ACCOUNTS = """
select c.id, c.first_name, c.last_name, c.person_name, c.email, c.phone, c.mobile,
       coalesce(n.dossiers, 0) as dossiers, coalesce(n.cents, 0)::bigint as cents, m.login_id is not null as open,
       m.id is not null as invited,
       (select max(s.created_at) from session s where s.membership_id = m.id) as seen_at
  from contact c
  left join lateral (select count(*) as dossiers, sum(d.amount_cents) filter (where d.created_at > $2) as cents
      from dossier_contact k join dossier d on d.id = k.dossier_id and d.trashed_at is null and d.status <> 'cancelled'
     where k.contact_id = c.id) n on true
  left join lateral (select id, login_id from membership where contact_id = c.id and revoked_at is null
                      order by created_at limit 1) m on true
 where c.parent_id = $1 and c.trashed_at is null and c.merged_into is null order by c.name_key, c.id limit 200"""


@dataclass(frozen=True, slots=True)
class Figures:
    """`dossiers` ever; `recent` over twelve months with their amount in cents, the cancelled ones left out."""

    dossiers: int
    recent: int
    cents: int
    priced: int

    @property
    def basket(self) -> int | None:
        """Average amount of the dossiers of twelve months that have one."""
        return round(self.cents / self.priced) if self.priced else None


async def figures_of(tx: TenantTransaction, contact_id: UUID) -> Figures:
    """Each dossier once, even when several accounts stand on it."""
    row = await tx.fetchrow(FIGURES, contact_id, clock.now() - YEAR)
    return Figures(**row) if row else Figures(0, 0, 0, 0)


async def accounts_of(tx: TenantTransaction, contact_id: UUID) -> list[Any]:
    """The sub-accounts with what each brings, and the state of its access (CONT-09)."""
    return await tx.fetch(ACCOUNTS, contact_id, clock.now() - YEAR)
