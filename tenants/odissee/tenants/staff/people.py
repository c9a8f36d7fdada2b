from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound

LIST = """
select m.id, m.staff_id, m.display_name as name, m.initials, m.profiles, m.site_ids, m.revoked_at, m.active_from,
       m.active_until, m.login_id is not null as has_login, s.colour, s.phone, coalesce(m.email, s.email) as email,
       (select count(*) from certification c where c.staff_id = s.id) as certifications,
       (select min(latest) from (select max(valid_to) as latest from certification c where c.staff_id = s.id
          group by domain, mention) newest) as next_end,
       (select max(last_seen_at) from session o where o.membership_id = m.id) as seen_at
  from membership m join staff_member s on s.id = m.staff_id
 where m.kind = 'staff' order by m.revoked_at is not null, s.last_name, s.first_name"""
ONE = """
select m.id, m.staff_id, m.profiles, m.site_ids, m.revoked_at, m.login_id is not null as has_login,
       m.display_name as name, s.first_name, s.last_name, s.initials, s.colour, coalesce(m.email, s.email) as email,
       s.phone, s.start_address, s.start_postcode, s.start_city, m.active_from, m.active_until, s.max_discount_bp
  from membership m join staff_member s on s.id = m.staff_id where m.kind = 'staff' and m.id = $1"""
ACTIVE = """
select s.id, m.id as membership_id, m.display_name as name, s.initials, s.colour, m.profiles, m.site_ids,
       s.max_discount_bp
  from membership m join staff_member s on s.id = m.staff_id
 where m.kind = 'staff' and m.revoked_at is null and coalesce(m.active_from <= $1, true)
   and coalesce(m.active_until >= $1, true) and ($2::text is null or $2 = any(m.profiles))
 order by s.last_name, s.first_name"""


async def staff_list(tx: TenantTransaction) -> list[Any]:
    """Everybody, those who left last."""
    return await tx.fetch(LIST)


async def staff_row(tx: TenantTransaction, membership_id: UUID) -> dict[str, Any]:
    """One person; `NotFound` for a client or a stranger."""
    row = await tx.fetchrow(ONE, membership_id)
    if row is None:
        raise NotFound
    return dict(row)


async def active_staff(tx: TenantTransaction, on_date: Any, profile: str | None = None) -> list[Any]:
    """Who works that day, of one profile or of all: id (staff), membership_id, name, initials, colour…"""
    return await tx.fetch(ACTIVE, on_date, profile)
