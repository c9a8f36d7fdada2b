"""« Doublons possibles »: pairs of sheets of the whole book that look like one person."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.contacts.duplicates import REASONS

SHOWN = 100
READ = SHOWN + 1
ALIVE = "trashed_at is null and merged_into is null"
KEYS = f"""
select 'email' as reason, 1 as rank, lower(email) as key, id from contact where {ALIVE} and email <> ''
union all select 'siret', 2, siret, id from contact where {ALIVE} and siret <> ''
union all select 'phone', 3, mobile, id from contact where {ALIVE} and mobile <> ''
union all select 'phone', 3, phone, id from contact where {ALIVE} and phone <> ''
union all select 'name', 4, name_key || '|' || postcode, id from contact where {ALIVE} and name_key <> '' and postcode <> ''"""  # noqa: S608 - constants
PAIRS = f"""
with known as ({KEYS}),
     shared as (select reason, rank, key from known group by reason, rank, key having count(distinct id) between 2 and 20),
     pair as (select distinct on (a.id, b.id) a.id as first, b.id as second, s.reason, s.rank
                from shared s join known a using (reason, rank, key) join known b using (reason, rank, key)
               where a.id < b.id order by a.id, b.id, s.rank)
select p.reason, a.id as first_id, trim(a.last_name || ' ' || a.first_name) as first_name, a.city as first_city,
       a.email as first_email, coalesce(nullif(a.mobile, ''), a.phone) as first_phone,
       (select count(*) from dossier_contact where contact_id = a.id) as first_dossiers,
       b.id as second_id, trim(b.last_name || ' ' || b.first_name) as second_name, b.city as second_city,
       b.email as second_email, coalesce(nullif(b.mobile, ''), b.phone) as second_phone,
       (select count(*) from dossier_contact where contact_id = b.id) as second_dossiers
  from pair p join contact a on a.id = p.first join contact b on b.id = p.second
 order by p.rank, a.name_key, a.id, b.id limit {READ}"""  # noqa: S608 - constants


async def twins(tx: TenantTransaction) -> list[dict[str, Any]]:
    """The surest pairs first; a number that more than twenty sheets share (a switchboard) says nothing."""
    return [{**row, "reason": REASONS[row["reason"]]} for row in await tx.fetch(PAIRS)]
