"""Nobody is in two places at once."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = "select count(*) from appointment where active"
OVERLAP = """
select format('%s %s : deux rendez-vous se chevauchent le %s', s.first_name, s.last_name,
              to_char(lower(a.during) at time zone t.time_zone, 'DD/MM/YYYY à HH24:MI'))
  from appointment a join appointment b on b.staff_id = a.staff_id and b.id > a.id and b.during && a.during and b.active
  join staff_member s on s.id = a.staff_id join tenant t on t.id = a.tenant_id
 where a.active"""


@invariant("appointment_overlap", "Les rendez-vous d’une personne ne se chevauchent pas")
async def overlap(connection: Any) -> Finding:
    return await asked(connection, COUNT, OVERLAP)
