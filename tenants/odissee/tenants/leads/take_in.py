"""A request for a quote becomes a dossier « À deviser », all or nothing, once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.french import full_date, local_date
from odissee.platform.live import tell
from odissee.tenants.consent import record_consent
from odissee.tenants.contacts import create_contact, name_key
from odissee.tenants.dossiers import Role, Trigger, attach, open_dossier, refresh
from odissee.tenants.leads.tell import tell_lead
from odissee.tenants.leads.typed import BOXES, Enquiry
from odissee.tenants.properties import save_property

SOURCES = {"form": "formulaire en ligne", "box": "site de la société", "partner": "partenaire"}
ORIGINS = {"form": "Site internet", "box": "Site internet", "partner": "Partenaire"}
KEEP = """insert into lead (id, dossier_id, contact_id, source, key_id, partner_ref, page, message, ip, consents, merged,
            received_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"""
KNOWN = """select l.dossier_id, d.number from lead l join dossier d on d.id = l.dossier_id
  where l.id = $1 or (l.key_id = $2 and l.partner_ref = $3 and $3 <> '') limit 1"""
SAME_PERSON = """select id from contact where trashed_at is null and merged_into is null and lower(email) = $1
  and name_key = $2 and $1 <> '' order by created_at limit 1"""
SAME_PLACE = """
select d.id, d.number from lead l join dossier d on d.id = l.dossier_id join property p on p.id = d.property_id
 where l.contact_id = $1 and d.status = 'to_quote' and d.trashed_at is null and l.received_at > $2
   and lower(p.city) = lower($3) and lower(coalesce(nullif(p.typed_address, ''), p.address)) = lower($4)
 order by l.received_at desc limit 1"""
SITE = "select id from site where closed_at is null order by created_at, id limit 1"
NOTE = "insert into comment (id, dossier_id, text, author_name) values ($1, $2, $3, $4)"
AGAIN_WITHIN = timedelta(days=7)
"""The same person asking for the same place within a week is asking again, not asking for another."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from. `key_id` and `reference` are a partner's; `label` names it."""

    source: str
    label: str = ""
    key_id: UUID | None = None
    reference: str = ""
    ip: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The dossier that a request opened or joined; `again`: it had already come in."""

    lead_id: UUID
    dossier_id: UUID
    number: int
    again: bool = False


async def take_in(tx: TenantTransaction, lead_id: UUID, enquiry: Enquiry, origin: Origin) -> Taken:
    """Keep a request, tell both sides. The same id, or the same reference of a partner, changes nothing."""
    lock = f"lead:{origin.key_id}:{origin.reference}" if origin.reference else f"lead:{lead_id}"
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
    if (known := await tx.fetchrow(KNOWN, lead_id, origin.key_id, origin.reference)) is not None:
        return Taken(lead_id, known["dossier_id"], known["number"], again=True)
    tx.state.setdefault("actor_name", SOURCES[origin.source].capitalize())
    contact_id, known_person = await _contact(tx, enquiry)
    joined = await _asked_before(tx, contact_id, enquiry)
    dossier_id, number = joined or await _open(tx, contact_id, enquiry, origin)
    await tx.execute(
        KEEP, lead_id, dossier_id, contact_id, origin.source, origin.key_id, origin.reference, enquiry.page,
        enquiry.message, origin.ip, list(enquiry.consents), joined is not None, clock.now(),
    )  # fmt: skip
    await _note(tx, dossier_id, enquiry, origin, again=joined is not None)
    if not known_person:
        await _consents(tx, contact_id, enquiry, origin)
    await tell_lead(tx, lead_id, dossier_id, contact_id, enquiry, origin.label or SOURCES[origin.source])
    return Taken(lead_id, dossier_id, number)


async def _contact(tx: TenantTransaction, enquiry: Enquiry) -> tuple[UUID, bool]:
    """The contact, and whether the book had them. The same mailbox and name are the same person.

    Nobody has proved who they are: the sheet of somebody known is not changed, and neither is what they allow.
    """
    person = enquiry.contact
    key = name_key(person["first_name"], person["last_name"])
    known: UUID | None = await tx.fetchval(SAME_PERSON, person["email"].lower(), key)
    return (known, True) if known else ((await create_contact(tx, enquiry.person)).id, False)


async def _asked_before(tx: TenantTransaction, contact_id: UUID, enquiry: Enquiry) -> tuple[UUID, int] | None:
    raw = enquiry.place.raw
    row = await tx.fetchrow(
        SAME_PLACE, contact_id, clock.now() - AGAIN_WITHIN, raw.get("city", "").strip(),
        (raw.get("typed_address") or raw.get("address", "")).strip(),
    )  # fmt: skip
    return (row["id"], row["number"]) if row is not None else None


async def _open(
    tx: TenantTransaction, contact_id: UUID, enquiry: Enquiry, origin: Origin
) -> tuple[UUID, int]:
    place = await save_property(tx, enquiry.place)
    dossier = await open_dossier(
        tx, Trigger.SITE_LEAD_RECEIVED, site_id=await tx.fetchval(SITE), property_id=place.id,
        origin=origin.label or ORIGINS[origin.source], nature=enquiry.nature, mode=enquiry.mode,
    )  # fmt: skip
    await attach(tx, dossier.id, contact_id, {Role.REQUESTER})
    await refresh(tx, dossier.id)
    return dossier.id, dossier.number


async def _note(
    tx: TenantTransaction, dossier_id: UUID, enquiry: Enquiry, origin: Origin, *, again: bool
) -> None:
    """The person's own words stay in the thread, with where they came from."""
    lead = "Nouvelle demande pour ce bien" if again else "Demande de devis"
    parts = [f"{lead}, {origin.label or SOURCES[origin.source]}.", enquiry.message]
    await tx.execute(
        NOTE,
        new_id(),
        dossier_id,
        "\n".join(part for part in parts if part),
        enquiry.contact["last_name"][:80],
    )
    tell(tx, "dossier", dossier_id)


async def _consents(tx: TenantTransaction, contact_id: UUID, enquiry: Enquiry, origin: Origin) -> None:
    """Each ticked box is a consent with the very words that were ticked, the day and the address."""
    zone: Any = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    day = full_date(local_date(clock.now(), zone))
    for box in enquiry.consents:
        channel, _, purpose = box.partition(":")
        proof = f"{BOXES[box]} (case cochée le {day}, {SOURCES[origin.source]}, adresse {origin.ip or 'inconnue'})"
        await record_consent(tx, contact_id, channel, purpose, "given", source="web", wording=proof)
