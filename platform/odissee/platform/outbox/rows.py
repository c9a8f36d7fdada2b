from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.rights import Actor

View = Literal["tous", "mails", "sms", "problemes"]
PAGE_SIZE = 40
SECRET = ("mail.account_invitation", "mail.password_reset", "mail.company_signup", "sms.account_invitation")
"""Texts that open a door; every `…_code` too."""

LIST = """
select * from (
  (select id, 'mail' as kind, event, to_name, to_email as to_address, subject, '' as body, state, problem, not_before,
          sent_at, created_at, provider_ref, 0 as segments, jsonb_array_length(attachments) as files
     from sent_mail
    where ($1::uuid is null or id < $1) and $2 <> 'sms' and ($2 <> 'problemes' or state in ('bounced', 'failed'))
      and ($4::uuid is null or created_by = $4)
    order by id desc limit $3)
  union all
  (select id, 'sms', event, '', to_phone, '', body, state, problem, not_before,
          sent_at, created_at, provider_ref, segments, 0
     from sent_sms
    where ($1::uuid is null or id < $1) and $2 <> 'mails' and ($2 <> 'problemes' or state = 'failed')
      and ($4::uuid is null or created_by = $4)
    order by id desc limit $3)
) messages order by id desc limit $3"""
MAIL = """select id, 'mail' as kind, event, to_name, to_email as to_address, subject, text_body as body, html_body as html,
                 state, problem, not_before, sent_at, created_at, provider_ref, 0 as segments, attachments, reply_to,
                 dossier_id, created_by from sent_mail where id = $1"""
SMS = """select id, 'sms' as kind, event, '' as to_name, to_phone as to_address, '' as subject, body, '' as html, state,
                problem, not_before, sent_at, created_at, provider_ref, segments, encoding, provider, dossier_id,
                created_by from sent_sms where id = $1"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and how far: `mine` limits to what this person wrote."""

    mine: UUID | None
    demo: bool

    @classmethod
    def of(cls, actor: Actor, demo: bool) -> "Reader":
        sees_all = demo or actor.scope("dossier.see") == "all"
        return cls(None if sees_all else actor.membership_id, demo)

    def may_read_words(self, event: str) -> bool:
        """Whether the words themselves may be shown."""
        return self.demo or not (event.endswith("_code") or event.startswith(SECRET))


@dataclass(frozen=True, slots=True)
class Message:
    """One line, or the whole message when `opened`; `body` and `html` are empty when they are not shown."""

    id: UUID
    kind: str
    event: str
    to_name: str
    to_address: str
    subject: str
    body: str
    state: str
    problem: str | None
    not_before: datetime
    sent_at: datetime | None
    created_at: datetime
    provider_ref: str | None
    segments: int
    files: int = 0
    html: str = ""
    encoding: str = ""
    reply_to: str | None = None
    provider: str | None = None
    dossier_id: UUID | None = None
    hidden: bool = False
    attachments: list[dict[str, Any]] = field(default_factory=list)


async def page(
    tx: TenantTransaction, reader: Reader, view: View = "tous", before: UUID | None = None
) -> tuple[list[Message], UUID | None]:
    """A page of messages, and where the next one begins (None: the end)."""
    rows = await tx.fetch(LIST, before, view, PAGE_SIZE + 1, reader.mine)
    found = [_message(dict(row), reader) for row in rows[:PAGE_SIZE]]
    return found, found[-1].id if len(rows) > PAGE_SIZE else None


async def opened(tx: TenantTransaction, reader: Reader, id: UUID) -> Message:
    """One whole message; raises `NotFound`."""
    row = await tx.fetchrow(MAIL, id) or await tx.fetchrow(SMS, id)
    if row is None or (reader.mine is not None and row["created_by"] != reader.mine):
        raise NotFound
    values = dict(row)
    values.pop("created_by")
    return _message(values, reader)


def _message(values: dict[str, Any], reader: Reader) -> Message:
    if not reader.may_read_words(values["event"]):
        values |= {"body": "", "hidden": True} | ({"html": ""} if "html" in values else {})
        if values["event"].endswith("_code"):
            values["subject"] = "Code à usage unique" if values["kind"] == "mail" else ""
    return Message(**values)


async def problems(tx: TenantTransaction, reader: Reader) -> int:
    """How many messages did not get through, up to 99."""
    return int(
        await tx.fetchval(
            """select count(*) from (
                 (select 1 from sent_mail where state in ('bounced', 'failed') and ($1::uuid is null or created_by = $1)
                   limit 99)
                 union all
                 (select 1 from sent_sms where state = 'failed' and ($1::uuid is null or created_by = $1) limit 99)) p""",
            reader.mine,
        )
    )
