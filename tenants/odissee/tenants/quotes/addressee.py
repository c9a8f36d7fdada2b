"""Who a quote is made out to, and how to reach them."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers import people_of
from odissee.tenants.quotes.errors import QuoteIncomplete

NO_REQUESTER = "Il manque le demandeur. Cherchez-le ou créez-le au point 2."
NO_CHANNEL = "Ce contact n’a ni mail ni mobile. Ajoutez l’un des deux pour lui écrire."
Audience = Literal["consumer", "business"]


@dataclass(frozen=True, slots=True)
class Addressee:
    """The requester (DOSS-21): quotes are in their name. `audience` chooses the wording of the law."""

    contact_id: UUID
    name: str
    civility: str
    last_name: str
    type: str
    address: str
    email: str
    mobile: str
    audience: Audience
    client_ref: str
    siret: str


async def addressee_of(tx: TenantTransaction, dossier_id: UUID) -> Addressee:
    """The requester of a dossier; raises `QuoteIncomplete` when there is none."""
    for row in await people_of(tx, dossier_id):
        if "requester" in row["roles"]:
            return addressee(row)
    raise QuoteIncomplete(NO_REQUESTER)


def addressee(row: Any) -> Addressee:
    """From the contact’s row."""
    place = " ".join(part for part in (row["postcode"], row["city"]) if part)
    return Addressee(
        contact_id=row["id"],
        name=" ".join(part for part in (row["civility"], row["first_name"], row["last_name"]) if part),
        civility=row["civility"],
        last_name=row["last_name"],
        type=row["type"],
        address=", ".join(part for part in (row["address"], place) if part),
        email=row["email"],
        mobile=row["mobile"],
        audience="business" if row["kind"] == "pro" else "consumer",
        client_ref=row["client_ref"],
        siret=row["siret"],
    )
