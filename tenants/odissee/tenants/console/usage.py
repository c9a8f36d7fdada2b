"""What the console knows of a company: counts and health, no row."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from odissee.tenants.companies import PLANS, Plan

PAGE = 25
COUNTS = """
select (select count(*) from membership where kind = 'staff' and revoked_at is null) as people,
       (select count(*) from dossier where created_at > $2) as dossiers,
       (select count(*) from dossier where created_at > $3) as dossiers_month,
       (select coalesce(sum(size), 0)::bigint from stored_file) as storage,
       (select count(*) from sent_mail where created_at > $3) as mails,
       (select max(last_seen_at) from session s join membership m on m.id = s.membership_id
         where m.kind <> 'support') as seen_at,
       (select count(*) from job where state = 'dead') as dead,
       (select count(*) from job where state = 'ready' and not_before < $1::timestamptz - interval '10 minutes') as late,
       (select max(until) from support_consent where revoked_at is null and until > $1) as consent_until,
       coalesce((select nullif(city, '') from company), (select city from site where city <> '' limit 1), '') as city"""


@dataclass(frozen=True, slots=True)
class Usage:
    """One line of the console. `storage` in bytes, `mails` of 30 days, `dossiers` of 12 months."""

    id: UUID
    slug: str
    name: str
    plan: Plan
    status: str
    suspended_reason: str | None
    created_at: datetime
    people: int
    dossiers: int
    dossiers_month: int
    storage: int
    mails: int
    seen_at: datetime | None
    dead: int
    late: int
    consent_until: datetime | None
    city: str

    @property
    def health(self) -> tuple[str, str]:
        """(tone, words) of the badge."""
        if self.status == "suspended":
            return "", "Suspendue"
        if self.status == "closed":
            return "", "Pas ouverte"
        if self.dead:
            return "bad", f"{self.dead} tâche{'s' if self.dead > 1 else ''} en échec"
        if self.late:
            return "warn", f"{self.late} tâche{'s' if self.late > 1 else ''} en retard"
        return "ok", "Saine"


async def usage_of(tenant: Any) -> Usage:
    """The counts of one company, in a transaction of that company."""
    now = clock.now()
    async with db.apart(tenant["id"]) as tx:
        row = await tx.fetchrow(COUNTS, now, now - timedelta(days=365), now - timedelta(days=30))
    counts = dict(row) if row else {}
    kept = {name: tenant[name] for name in ("id", "slug", "name", "status", "suspended_reason", "created_at")}
    return Usage(**kept, plan=PLANS.get(tenant["plan"], PLANS["essai"]), **counts)


FOUND = """select * from tenant where ($1 = '' or strpos(lower(name || ' ' || slug), lower($1)) > 0)
             and ($2 = '' or ($2 = 'essai' and plan = 'essai' and status = 'active') or status = $2)
           order by name, id limit $3 offset $4"""


async def companies(tx: TenantTransaction, search: str, kind: str, page: int) -> tuple[list[Usage], bool]:
    """One page of companies, and whether another follows; `kind` is "", essai, suspended or closed."""
    rows = await tx.fetch(FOUND, search, kind, PAGE + 1, (page - 1) * PAGE)
    return [await usage_of(row) for row in rows[:PAGE]], len(rows) > PAGE


async def totals(tx: TenantTransaction) -> Any:
    """Companies by state, from the list of companies alone."""
    return await tx.fetchrow(
        """select count(*) filter (where status = 'active') as active,
                  count(*) filter (where status = 'active' and plan = 'essai') as trials,
                  count(*) filter (where status = 'suspended') as suspended,
                  count(*) filter (where status = 'closed') as closed from tenant"""
    )
