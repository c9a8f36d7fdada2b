"""One thread of everything: acts, mails, SMS, notes, newest first, in one query."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import full_date, hour, typography
from odissee.platform.journal import INVERSES
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.page.sentences import sentence_of

SHOWN = 60
ALL = """
select * from (
  (select 'act' as kind, j.id, j.at, j.verb, j.before, j.after, j.actor_name as who, j.via,
          exists (select from journal_entry u where u.undoes = j.id) as undone
     from journal_entry j where j.dossier_id = $1 and j.at < $2 and j.subject_kind not in ('mail', 'sms')
    order by j.at desc limit 61)
  union all
  (select 'mail', m.id, m.created_at, m.event, to_jsonb(m.to_email), jsonb_build_object('subject', m.subject,
          'state', m.state, 'problem', m.problem), '', '', false
     from sent_mail m where m.dossier_id = $1 and m.created_at < $2 order by m.created_at desc limit 61)
  union all
  (select 'sms', s.id, s.created_at, s.event, to_jsonb(s.to_phone), jsonb_build_object('subject', s.body,
          'state', s.state, 'problem', s.problem), '', '', false
     from sent_sms s where s.dossier_id = $1 and s.created_at < $2 order by s.created_at desc limit 61)
  union all
  (select 'note', c.id, c.created_at, 'note', null, to_jsonb(c.text), c.author_name, '', false
     from comment c where c.dossier_id = $1 and c.created_at < $2 order by c.created_at desc limit 61)
) as everything order by at desc, id desc limit 61"""
PRIVATE_LINK = re.compile(r"\S+/d/\S+")
"""The client's own link would let whoever reads the thread answer in their place."""
STATES = {"queued": "en attente d’envoi", "held": "retenu", "sent": "envoyé", "delivered": "remis",
          "bounced": "non remis", "failed": "non parti", "cancelled": "annulé"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the thread; `undo` is the address that takes it back, empty when it cannot be."""

    day: str
    icon: str
    tone: str
    text: str
    detail: str
    kind: str
    undo: str = ""
    href: str = ""


async def thread(
    tx: TenantTransaction, actor: Actor, dossier_id: UUID, zone: str, before: datetime | None = None
) -> tuple[list[Line], str]:
    """The newest lines before an instant, and the instant from which to go on (empty at the end)."""
    rows = await tx.fetch(ALL, dossier_id, before or datetime.max.replace(tzinfo=ZoneInfo("UTC")))
    shown = rows[:SHOWN]
    more = shown[-1]["at"].isoformat() if len(rows) > SHOWN else ""
    return [_line(row, actor, zone) for row in shown], more


def _line(row: Any, actor: Actor, zone: str) -> Line:
    local = row["at"].astimezone(ZoneInfo(zone))
    make = {"act": _act, "note": _note}.get(row["kind"], _message)
    return make(row, actor, _day(local.date(), clock.today(zone)), hour(local.time()))


def _day(day: date, today: date) -> str:
    return "Aujourd’hui" if day == today else full_date(day)


def _act(row: Any, actor: Actor, day: str, at: str) -> Line:
    said = sentence_of(row["verb"])
    text = said.say(row["before"] or {}, row["after"] or {})
    permission = INVERSES.get(row["verb"], ("",))[0]
    undo = f"/annuler/{row['id']}" if permission and actor.may(permission) and not row["undone"] else ""
    return Line(day, said.icon, said.tone, typography(text), f"{row['who']} · {at}", said.kind, undo)


def _note(row: Any, actor: Actor, day: str, at: str) -> Line:
    return Line(day, "message-square", "", row["after"], f"{row['who']} · {at}", "act")


def _message(row: Any, actor: Actor, day: str, at: str) -> Line:
    state = row["after"]["state"]
    icon = "mail" if row["kind"] == "mail" else "message-square"
    tone = "bad" if state in ("bounced", "failed") else "ok" if state in ("sent", "delivered") else ""
    problem = f" : {row['after']['problem']}" if row["after"].get("problem") else ""
    detail = f"{row['before']} · {STATES[state]}{problem} · {at}"
    subject = PRIVATE_LINK.sub("(lien réservé au client)", row["after"]["subject"])
    return Line(day, icon, tone, subject, detail, "send")
