"""Who may enter a company is known to both sides, and a company keeps an owner."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = "select count(*) from membership"
DOORS = """
select format('%s a un accès que sa liste de sociétés ne connaît pas', m.display_name) from membership m
 where m.login_id is not null and m.revoked_at is null
   and not exists (select from login_tenant l where l.login_id = m.login_id and l.tenant_id = m.tenant_id)
union all
select format('%s ne désigne personne', m.display_name) from membership m
 where (m.kind = 'staff' and m.staff_id is null) or (m.kind = 'client' and m.contact_id is null)
union all
select 'il n’y a plus de super administrateur' from tenant t
 where t.id = current_setting('app.tenant')::uuid and t.status = 'active'
   and not exists (select from membership where 'owner' = any(profiles) and revoked_at is null)"""


@invariant("memberships", "Chaque accès désigne quelqu’un, et la société garde un propriétaire")
async def memberships(connection: Any) -> Finding:
    return await asked(connection, COUNT, DOORS)
