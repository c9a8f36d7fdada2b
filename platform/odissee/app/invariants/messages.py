"""What was to leave left once, waits with its job, or is visible among the stopped ones."""

from typing import Any

from odissee.app.invariants.declared import Finding, asked, invariant

COUNT = (
    "select (select count(*) from sent_mail) + (select count(*) from sent_sms) + (select count(*) from job)"
)
LOST = """
select format('mail « %s » à %s : en attente sans tâche', m.subject, m.to_email) from sent_mail m
 where m.state = 'queued' and not exists (
   select from job j where j.dedup_key = 'mail.send:' || m.id and j.state <> 'done')
union all
select format('SMS à %s : en attente sans tâche', s.to_phone) from sent_sms s
 where s.state = 'queued' and not exists (
   select from job j where j.dedup_key = 'sms.send:' || s.id and j.state <> 'done')
union all
select format('mail « %s » à %s : parti, et sa tâche attend encore', m.subject, m.to_email) from sent_mail m
  join job j on j.dedup_key = 'mail.send:' || m.id and j.state = 'ready'
 where m.state in ('sent', 'delivered')
union all
select format('tâche %s : clé %s en double', min(kind), dedup_key) from job group by dedup_key having count(*) > 1
union all
select format('tâche %s arrêtée sans dire pourquoi', kind) from job where state = 'dead' and coalesce(last_error, '') = ''"""


@invariant("sent_once", "Chaque envoi est parti une fois, ou se voit")
async def sent_once(connection: Any) -> Finding:
    return await asked(connection, COUNT, LOST)
