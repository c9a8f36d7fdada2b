"""What the list shows and the search finds of a dossier, kept beside each change."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, numeric_date
from odissee.platform.search import Searchable, index
from odissee.tenants.dossiers.lifecycle import DossierStatus

NAMES = """
update dossier d set
  owner_name = coalesce(
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'owner' = any(k.roles) order by c.id limit 1),
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'requester' = any(k.roles) order by c.id limit 1), ''),
  prescriber_name = coalesce(
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'prescriber' = any(k.roles) order by c.id limit 1),
    (select trim(c.last_name || ' ' || c.first_name) from dossier_contact k join contact c on c.id = k.contact_id
      where k.dossier_id = d.id and 'owner' = any(k.roles) order by c.id limit 1), ''),
  city = coalesce((select p.city from property p where p.id = d.property_id), '')
where d.id = $1 returning d.*"""
WORDS = """
select p.typed_address, p.address, p.postcode, p.city,
       array(select concat_ws(' ', c.civility, c.first_name, c.last_name, c.person_name, c.email, c.phone, c.mobile,
                              c.client_ref)
               from dossier_contact k join contact c on c.id = k.contact_id where k.dossier_id = $1) as people,
       array(select label from dossier_service where dossier_id = $1) as services,
       array(select number from quote where dossier_id = $1) as quotes
  from dossier d join property p on p.id = d.property_id where d.id = $1"""


async def refresh(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Recompute names and city from contacts and property, then the search rows.

    An owner who was not named is the requester; without a prescriber the owner is their own (LIST-22).
    """
    row = await tx.fetchrow(NAMES, dossier_id)
    words = await tx.fetchrow(WORDS, dossier_id)
    if row is not None and words is not None:
        await index(tx, searchable(row, words))


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
            *_amounts(row["amount_cents"]), *_dates(row["created_at"], row["appointment_at"]),
        ),
    )  # fmt: skip


def _amounts(cents: int) -> tuple[str, ...]:
    return (amount(cents), f"{cents / 100:.2f}".replace(".", ",")) if cents else ()


def _dates(*instants: Any) -> list[str]:
    return [numeric_date(instant.date()) for instant in instants if instant is not None]
