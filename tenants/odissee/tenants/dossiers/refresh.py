"""What the list shows and the search finds of a dossier, kept beside each change."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, numeric_date
from odissee.platform.search import Searchable, index, index_many
from odissee.tenants.dossiers.lifecycle import DossierStatus

NAMES = """
update dossier d set
  owner_name = coalesce(
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'owner' = any(k.roles) order by c.id limit 1), nullif(d.owner_text, ''),
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'requester' = any(k.roles) order by c.id limit 1), ''),
  prescriber_name = coalesce(
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'prescriber' = any(k.roles) order by c.id limit 1),
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'owner' = any(k.roles) order by c.id limit 1), ''),
  city = coalesce((select p.city from property p where p.id = d.property_id), ''),
  downloads = (select count(*) from document_download w where w.dossier_id = d.id and w.contact_id is not null),
  report_state = case
    when not exists (select from document x where x.dossier_id = d.id and x.section = 'report'
                        and x.superseded_at is null and x.trashed_at is null) then 'none'
    when exists (
      select from report_lock l join document x on x.dossier_id = d.id and x.section = 'report'
              and x.superseded_at is null and x.trashed_at is null
              and (l.document_series_id is null or l.document_series_id = x.series_id)
        left join dossier_contact k on k.dossier_id = d.id and k.report_access
              and (l.contact_id is null or l.contact_id = k.contact_id)
        left join contact c on c.id = k.contact_id
       where l.dossier_id = d.id and l.lifted_at is null
         and (not c.never_lock_reports or (k.id is null and l.contact_id is null))) then 'locked'
    when exists (select from document_download w where w.dossier_id = d.id and w.contact_id is not null)
      then 'downloaded' else 'open' end
where d.id = $1 returning d.*"""
WORDS = """
select d.id, p.typed_address, p.address, p.postcode, p.city,
       array(select concat_ws(' ', c.civility, c.first_name, c.last_name, c.person_name, c.email, c.phone, c.mobile,
                              c.client_ref)
               from dossier_contact k join contact c on c.id = k.contact_id where k.dossier_id = d.id) as people,
       array(select label from dossier_service where dossier_id = d.id) as services,
       array(select number from quote where dossier_id = d.id) as quotes,
       array(select concat_ws(' ', x.title, f.name, x.anchors ->> 'ademe') from document x
               join stored_file f on f.id = x.file_id
              where x.dossier_id = d.id and x.trashed_at is null) as documents
  from dossier d join property p on p.id = d.property_id where d.id = any($1)"""


async def refresh(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Recompute names and city from contacts and property, the state of reports, then the search rows.

    An owner without a contact is the text that was typed (RAPI-03); one who was not named is the requester; without a prescriber the owner is their own (LIST-22). A report
    is « locked » as soon as one contact with access is held from one of them (LIST-24, as `documents.sight`).
    """
    row = await tx.fetchrow(NAMES, dossier_id)
    words = await tx.fetchrow(WORDS, [dossier_id])
    if row is not None and words is not None:
        await index(tx, searchable(row, words))


async def index_again(tx: TenantTransaction, ids: list[UUID]) -> None:
    """The search rows of many dossiers, in a few statements whatever their number."""
    rows = {row["id"]: row for row in await tx.fetch("select * from dossier where id = any($1)", ids)}
    words = await tx.fetch(WORDS, ids)
    await index_many(tx, [searchable(rows[one["id"]], one) for one in words])


def searchable(row: Any, words: Any) -> Searchable:
    """How a dossier is shown and found; `words` are the columns of `WORDS`."""
    status = DossierStatus(row["status"]).label
    return Searchable(
        kind="dossier",
        id=row["id"],
        title=f"{row['number']} {row['owner_name']}".strip(),
        detail=" · ".join(part for part in (words["address"] or words["typed_address"], row["city"], status) if part),
        href=f"/dossiers/{row['id']}",
        texts=(
            str(row["number"]), row["internal_ref"], row["owner_name"], row["prescriber_name"], words["postcode"],
            words["city"], words["typed_address"], *words["people"], *words["services"], *words["quotes"],
            *words["documents"],
            *_amounts(row["amount_cents"]), *_dates(row["created_at"], row["appointment_at"]),
        ),
    )  # fmt: skip


def _amounts(cents: int) -> tuple[str, ...]:
    return (amount(cents), f"{cents / 100:.2f}".replace(".", ",")) if cents else ()


def _dates(*instants: Any) -> list[str]:
    return [numeric_date(instant.date()) for instant in instants if instant is not None]
