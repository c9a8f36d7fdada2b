"""Access to dossiers given in bulk, to a contact and perhaps its sub-accounts (CONT-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.platform.rights import Actor
from odissee.platform.search import find_ids
from odissee.tenants.dossiers import refresh, visible_ids

MOST = 200
"""Dossiers in one act: what somebody can still read over."""
BY_NUMBER = """select id from dossier where (number = any($1) or internal_ref = any($2)) and trashed_at is null
                order by number desc limit $3"""
SHOWN = """
select d.id, d.number, d.owner_name, d.city, d.status, d.report_state,
       (select count(*) from dossier_contact k where k.dossier_id = d.id and k.contact_id = any($2)
           and (k.report_access or not $3) and (k.invoice_access or not $4)) as already
  from dossier d where d.id = any($1) and d.trashed_at is null order by d.number desc"""
GIVE = """
insert into dossier_contact (id, dossier_id, contact_id, report_access, invoice_access)
select uuidv7(), d.id, c.id, $3, $4 from unnest($1::uuid[]) d(id) cross join unnest($2::uuid[]) c(id)
on conflict (tenant_id, dossier_id, contact_id) do update set
  report_access = dossier_contact.report_access or excluded.report_access,
  invoice_access = dossier_contact.invoice_access or excluded.invoice_access
 where (excluded.report_access and not dossier_contact.report_access)
    or (excluded.invoice_access and not dossier_contact.invoice_access)
returning new.id, new.dossier_id, old.id is null as fresh, old.report_access, old.invoice_access"""
BACK = """update dossier_contact set report_access = $2, invoice_access = $3 where id = $1 returning dossier_id"""
LEAVE = "delete from dossier_contact where id = $1 and roles = '{}' returning dossier_id"


@dataclass(frozen=True, slots=True)
class Grant:
    """Whom and what: `contact_ids` begins with the contact of the sheet."""

    contact_ids: Sequence[UUID]
    reports: bool
    invoices: bool


async def dossiers_said(tx: TenantTransaction, actor: Actor, text: str) -> tuple[list[UUID], bool]:
    """The dossiers of these numbers and references, or else of a search; only those that this person sees.

    The second value says whether they were named one by one: what a search finds is chosen by hand.
    """
    parts = [part for part in text.replace(";", ",").replace("\n", ",").replace(" ", ",").split(",") if part]
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) < 16]
    found = [row["id"] for row in await tx.fetch(BY_NUMBER, numbers, parts, MOST)] if parts else []
    named = bool(found)
    if not found and parts:
        found = await find_ids(tx, text, ("dossier",), MOST)
    return await visible_ids(tx, actor, found), named


async def shown(tx: TenantTransaction, ids: Sequence[UUID], grant: Grant) -> list[Any]:
    """The rows to look over before giving; `already` counts the contacts who have it."""
    return await tx.fetch(SHOWN, list(ids), list(grant.contact_ids), grant.reports, grant.invoices)


async def give(tx: TenantTransaction, ids: Sequence[UUID], grant: Grant) -> Entry | None:
    """Give what is asked, take nothing away; None when everybody had it. Locks stay: a locked report is shown grey."""
    rows = await tx.fetch(GIVE, list(ids), list(grant.contact_ids), grant.reports, grant.invoices)
    if not rows:
        return None
    for dossier_id in {row["dossier_id"] for row in rows}:
        await _told(tx, dossier_id)
        record(tx, "dossier", dossier_id, "dossier.access_granted", dossier_id=dossier_id,
               after={"contact": str(grant.contact_ids[0]), "reports": grant.reports, "invoices": grant.invoices})  # fmt: skip
    before = [
        {"id": str(row["id"]), "fresh": row["fresh"], "reports": row["report_access"], "invoices": row["invoice_access"]}
        for row in rows
    ]  # fmt: skip
    after = {
        "dossiers": len({row["dossier_id"] for row in rows}),
        "reports": grant.reports,
        "invoices": grant.invoices,
    }
    return record(
        tx, "contact", grant.contact_ids[0], "contact.access_granted", before={"rows": before}, after=after
    )


async def _told(tx: TenantTransaction, dossier_id: UUID) -> None:
    await refresh(tx, dossier_id)
    tell(tx, "dossier", dossier_id)


@reversible("contact.access_granted", "report.manage")
async def take_back(tx: TenantTransaction, row: Any) -> None:
    """Rows that the act made go, unless somebody gave them a role since; the others are as before."""
    touched = set()
    for one in row["before"]["rows"]:
        if one["fresh"]:
            touched.add(await tx.fetchval(LEAVE, UUID(one["id"])))
        else:
            touched.add(await tx.fetchval(BACK, UUID(one["id"]), one["reports"], one["invoices"]))
    if touched == {None}:
        raise NothingToUndo
    for dossier_id in touched - {None}:
        await _told(tx, dossier_id)
