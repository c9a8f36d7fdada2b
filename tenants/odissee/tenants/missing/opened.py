"""What the link of a request shows: the dossier, the contact, what is still awaited of them, what came."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Gone
from odissee.platform.identity import capability
from odissee.tenants.documents import READERS
from odissee.tenants.missing.ask import SCOPE
from odissee.tenants.missing.kinds import BY_CODE

DOSSIER = """
select d.id, d.number, d.trashed_at, p.address, p.typed_address, p.complement, p.postcode, p.city from dossier d
  join property p on p.id = d.property_id where d.id = $1"""
ASKED = """
select * from missing_document where dossier_id = $1 and contact_id = $2 and state <> 'cancelled'
 order by state in ('asked', 'reminded') desc, asked_at, label"""
CAME = """
select x.title, x.created_at, f.name, f.size from document x join stored_file f on f.id = x.file_id
 where x.dossier_id = $1 and x.contact_id = $2 and x.section = 'received' and x.trashed_at is null order by x.created_at"""


@dataclass(frozen=True, slots=True)
class OpenedDeposit:
    """The page of one contact."""

    token: str
    dossier: Any
    contact: Any
    requests: list[Any]
    came: list[Any]

    @property
    def waiting(self) -> list[Any]:
        return [row for row in self.requests if row["state"] in ("asked", "reminded")]

    def code(self, asked: str) -> str:
        """What a file is said to answer, if this contact was asked for it."""
        return asked if asked in BY_CODE and any(row["kind"] == asked for row in self.requests) else ""


async def opened_deposit(tx: TenantTransaction, token: str) -> OpenedDeposit:
    """The page of a link; raises `Gone` alike for unknown, foreign, expired links and contacts taken off."""
    link = await capability.open(tx, token, SCOPE, again=True)
    dossier = await tx.fetchrow(DOSSIER, link.subject_id)
    people = await tx.fetch(READERS, link.subject_id) if dossier else []
    contact = next((row for row in people if row["id"] == link.contact_id), None)
    if dossier is None or dossier["trashed_at"] is not None or contact is None:
        raise Gone
    ids: tuple[UUID, UUID] = (dossier["id"], contact["id"])
    return OpenedDeposit(token, dossier, contact, await tx.fetch(ASKED, *ids), await tx.fetch(CAME, *ids))
