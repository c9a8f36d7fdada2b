"""Who is calling: a number looked up in the book, and the calls that were looked up lately (CONT-01)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.fields import FieldError, parse_phone
from odissee.platform.rights import Actor
from odissee.tenants.contacts.find import ContactHit, hit
from odissee.tenants.contacts.reach import Reach
from odissee.tenants.dossiers import visible_ids

KNOWN = """
select c.id, c.type, c.civility, c.first_name, c.last_name, c.phone, c.mobile, c.email, c.address, c.postcode, c.city,
       (select count(*) from dossier_contact dc where dc.contact_id = c.id) as dossiers
  from contact c
 where c.trashed_at is null and c.merged_into is null and (c.mobile = $1 or c.phone = $1)
   and ($2::bool or exists (select from dossier_contact dc join dossier d on d.id = dc.dossier_id
        where dc.contact_id = c.id and (d.technician_id = $3 or $4 in (d.in_charge_id, d.created_by))))
 order by c.parent_id is not null, c.name_key, c.id limit 10"""
OPEN = """
select k.contact_id, d.id, d.number, d.status, d.owner_name, d.city, d.appointment_at, d.amount_cents
  from dossier_contact k join dossier d on d.id = k.dossier_id
 where k.contact_id = any($1) and d.trashed_at is null and d.archived_at is null
   and d.status not in ('finalized', 'cancelled')
 order by d.active_at desc, d.id desc limit 60"""
RECENT = """
select distinct on (p.phone) p.phone, p.at, c.id as contact_id,
       trim(c.last_name || ' ' || c.first_name) as name
  from phone_call p left join contact c on c.id = p.contact_id and c.trashed_at is null
 where p.at > $1 order by p.phone, p.at desc"""
AGAIN = timedelta(minutes=10)
"""The same number looked up twice within this time is one call (a page shown again)."""
KEPT = timedelta(days=30)
LISTED = 20


@dataclass(frozen=True, slots=True)
class Caller:
    """`phone` is E.164, empty when the number cannot be read; `dossiers` by contact, those still open."""

    phone: str
    problem: str
    contacts: list[ContactHit]
    dossiers: dict[UUID, list[Any]]


async def caller(tx: TenantTransaction, actor: Actor, reach: Reach, typed: str) -> Caller:
    """The contacts with this number, main accounts first, and their open dossiers that this person may see."""
    try:
        number = parse_phone(typed)
    except FieldError as wrong:
        return Caller("", str(wrong), [], {})
    contacts = [hit(row) for row in await tx.fetch(KNOWN, number, *reach.arguments)]
    rows = await tx.fetch(OPEN, [one.id for one in contacts]) if contacts and actor.may("dossier.see") else []
    seen = set(await visible_ids(tx, actor, [row["id"] for row in rows])) if rows else set()
    dossiers = {
        one.id: [row for row in rows if row["contact_id"] == one.id and row["id"] in seen] for one in contacts
    }
    return Caller(number, "", contacts, dossiers)


async def remember_call(tx: TenantTransaction, found: Caller) -> None:
    """Keep the call for the list; older ones are forgotten."""
    now = clock.now()
    await tx.execute("delete from phone_call where at < $1", now - KEPT)
    contact_id = found.contacts[0].id if len(found.contacts) == 1 else None
    await tx.execute(
        """insert into phone_call (id, phone, contact_id, at)
           select $1, $2, $3, $4 where not exists (select from phone_call where phone = $2 and at > $5)""",
        new_id(), found.phone, contact_id, now, now - AGAIN,
    )  # fmt: skip


async def recent_calls(tx: TenantTransaction) -> list[Any]:
    """The last numbers looked up, the latest first, each once."""
    rows = await tx.fetch(RECENT, clock.now() - KEPT)
    return sorted(rows, key=lambda row: row["at"], reverse=True)[:LISTED]
