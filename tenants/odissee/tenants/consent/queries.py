"""What people said, read for one of them or for many with the same four queries."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.tenants.consent.decide import Decision, Known, decide
from odissee.tenants.consent.options import consent_options
from odissee.tenants.consent.words import CHANNELS, PURPOSES

FAMILY = """with recursive family (id, asked) as (
  select c.id, c.id from contact c where c.id = any($1)
  union all select c.id, family.asked from contact c join family on c.merged_into = family.id)"""
"""A line stays with the sheet on which it was noted; who replaced that sheet after a merge has it too."""
PEOPLE = """
select c.id, c.kind = 'pro' as business, c.trashed_at is not null as gone,
       c.mobile <> '' and exists (select from sms_stop s where s.phone = c.mobile) as stopped,
       exists (select from dossier_contact k join dossier d on d.id = k.dossier_id
                where k.contact_id = c.id and k.roles && '{requester,payer}'::text[]
                  and d.status in ('visited', 'lab_pending', 'incomplete', 'finalized')) as client
  from contact c where c.id = any($1)"""
ANSWERS = f"""{FAMILY}
select distinct on (f.asked, n.channel, n.purpose) f.asked, n.channel, n.purpose, n.answer
  from consent n join family f on f.id = n.contact_id
 order by f.asked, n.channel, n.purpose, n.at desc, n.id desc"""  # noqa: S608 - constants
LINES = f"""{FAMILY}
select n.* from consent n join family f on f.id = n.contact_id order by n.at desc, n.id desc limit 200"""  # noqa: S608 - constants
Question = tuple[UUID, str, str]
"""(contact, channel, purpose)"""


async def all_decisions(tx: TenantTransaction, contact_ids: Collection[UUID]) -> dict[Question, Decision]:
    """Every channel and purpose of these contacts: whether a message may leave now, and why."""
    similar, day, ids = (await consent_options(tx)).similar, await _today(tx), list(contact_ids)
    said = {
        (row["asked"], row["channel"], row["purpose"]): row["answer"] for row in await tx.fetch(ANSWERS, ids)
    }
    people = await tx.fetch(PEOPLE, ids)
    return {
        key: decide(_known(row, said.get(key, "none")), purpose, channel, day, similar=similar)
        for row in people
        for channel in CHANNELS
        for purpose in PURPOSES
        if (key := (row["id"], channel, purpose))
    }


async def decisions(
    tx: TenantTransaction, contact_ids: Collection[UUID], channel: str, purpose: str
) -> dict[UUID, Decision]:
    """Contact → whether a message of this purpose may leave by this channel; an unknown contact is not in it."""
    found = await all_decisions(tx, contact_ids)
    return {key[0]: decision for key, decision in found.items() if key[1:] == (channel, purpose)}


async def may_send(tx: TenantTransaction, contact_id: UUID, channel: str, purpose: str) -> bool:
    """Whether it may leave now; an unknown contact gets nothing."""
    found = (await decisions(tx, [contact_id], channel, purpose)).get(contact_id)
    return found is not None and found.allowed


async def lines_of(tx: TenantTransaction, contact_id: UUID) -> list[Any]:
    """Everything that was noted of a contact, the newest first."""
    return await tx.fetch(LINES, [contact_id])


async def _today(tx: TenantTransaction) -> Any:
    return clock.today(await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant))


def _known(row: Any, answer: str) -> Known:
    return Known(row["business"], answer, row["stopped"], row["gone"], row["client"])
