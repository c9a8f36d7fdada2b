"""The log of a dossier's alerts: what is planned, what left and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import moment
from odissee.tenants.alerts.announcements import ANNOUNCEMENTS

LOG = """
select n.id, n.event, n.channel, n.state, n.problem, n.not_before, n.settled_at, n.created_at,
       trim(c.first_name || ' ' || c.last_name) as name, coalesce(m.display_name, '') as by_name,
       coalesce(e.state, s.state) as delivery, coalesce(e.problem, s.problem, '') as trouble,
       coalesce(s.not_before, e.not_before) as leaves_at, t.time_zone as zone
  from notification n join tenant t on t.id = n.tenant_id join contact c on c.id = n.contact_id left join membership m on m.id = n.created_by
  left join sent_mail e on e.id = n.mail_id left join sent_sms s on s.id = n.sms_id
 where n.dossier_id = $1
union all
select e.id, 'reports', 'mail', 'sent', '', e.created_at, e.created_at, e.created_at, e.to_name,
       coalesce(m.display_name, ''), e.state, coalesce(e.problem, ''), e.not_before, t.time_zone
  from sent_mail e join tenant t on t.id = e.tenant_id left join membership m on m.id = e.created_by
 where e.dossier_id = $1 and e.event = 'mail.reports_available'
   and not exists (select from notification n where n.mail_id = e.id)
 order by created_at desc, id desc limit 40"""
WAITING = {"queued", "held"}
BAD = {"bounced", "failed"}
CHANNELS = {"mail": "mail", "sms": "SMS"}


@dataclass(frozen=True, slots=True)
class Line:
    """`state`: programmée, partie, annulée, échec; `cancellable` while it has not left."""

    id: UUID
    label: str
    channel: str
    name: str
    state: str
    tone: str
    detail: str
    cancellable: bool


async def log_of(tx: TenantTransaction, dossier_id: UUID) -> list[Line]:
    """The forty newest, in one query."""
    return [line(row, clock.now()) for row in await tx.fetch(LOG, dossier_id)]


def line(row: Any, now: datetime) -> Line:
    """One row in words."""
    told = ANNOUNCEMENTS.get(row["event"])
    state, tone, detail = _state(row, now)
    return Line(
        row["id"], told.label if told else "Annonce", CHANNELS[row["channel"]], row["name"], state, tone,
        " · ".join(part for part in (detail, row["by_name"] or "automatique") if part), row["state"] == "planned",
    )  # fmt: skip


def _state(row: Any, now: datetime) -> tuple[str, str, str]:
    zone = row["zone"]
    if row["state"] == "planned":
        soon = (row["not_before"] - now).total_seconds() < 90
        return "programmée", "info", "dans un instant" if soon else moment(row["not_before"], zone)
    if row["state"] == "cancelled":
        return "annulée", "", row["problem"]
    if row["delivery"] == "cancelled":
        return "annulée", "", row["trouble"]
    if row["state"] == "failed" or row["delivery"] in BAD:
        return "échec", "bad", row["problem"] or row["trouble"]
    if row["delivery"] in WAITING:
        return "programmée", "info", f"part {moment(row['leaves_at'], zone)}"
    return "partie", "ok", moment(row["settled_at"], zone)
