"""« Vos rapports sont disponibles »: a mail, or an SMS without a mailbox, to the contacts that were chosen."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.evidence import append
from odissee.platform.french import full_date, local_date
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.documents.links import DOSSIER, Shown, reports_before, reports_link
from odissee.tenants.documents.queries import READERS
from odissee.tenants.documents.sight import Sight
from odissee.tenants.documents.wording import contact_words, dossier_words

NOBODY = "Choisissez au moins un contact qui a accès aux rapports et un mail ou un mobile."
NO_ACCESS = "Ce contact n’a pas accès aux rapports. Donnez-le-lui dans le bloc Contacts."
NOTHING = "Il n’y a aucun rapport à annoncer. Déposez-en un d’abord."


class NothingToTell(OdisseeError):
    """Nobody was chosen, or there is no report."""


async def tell_reports(tx: TenantTransaction, dossier_id: UUID, contact_ids: set[UUID]) -> list[str]:
    """Write to each chosen contact with access, once for the same reports; returns their names."""
    dossier = await tx.fetchrow(DOSSIER, dossier_id)
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    people = [
        row for row in await tx.fetch(READERS, dossier_id) if row["id"] in contact_ids and reachable(row)
    ]
    if not people:
        raise NothingToTell(NOBODY)
    told = [str(row["name"]) for row in people if await _tell_one(tx, dossier, zone, row)]
    if not told:
        raise NothingToTell(NOTHING)
    record(tx, "dossier", dossier_id, "report.told", dossier_id=dossier_id, after={"names": told})
    tell(tx, "dossier", dossier_id)
    return told


async def announce_reports(
    tx: TenantTransaction, dossier_id: UUID, contact_id: UUID, channel: str, key: str
) -> UUID | None:
    """Write to one contact by one channel, once for this key; returns the id of the mail or SMS.

    None: the company has switched this text off. Raises `NothingToTell`.
    """
    dossier = await tx.fetchrow(DOSSIER, dossier_id)
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    person = next((row for row in await tx.fetch(READERS, dossier_id) if row["id"] == contact_id), None)
    if person is None or not person["report_access"]:
        raise NothingToTell(NO_ACCESS)
    reports = await reports_before(tx, dossier_id, person)
    if not reports:
        raise NothingToTell(NOTHING)
    return await _write(tx, dossier, zone, person, reports, channel, key)


def reachable(row: Any) -> bool:
    """Whether this contact can be told at all."""
    return bool(row["report_access"] and (row["email"] or row["mobile"]))


async def _tell_one(tx: TenantTransaction, dossier: Any, zone: str, contact: Any) -> bool:
    reports = await reports_before(tx, dossier["id"], contact)
    key = f"reports:{dossier['id']}:{contact['id']}:{clock.now().isoformat()}"
    if reports:
        await _write(tx, dossier, zone, contact, reports, "mail" if contact["email"] else "sms", key)
    return bool(reports)


async def _write(
    tx: TenantTransaction,
    dossier: Any,
    zone: str,
    contact: Any,
    reports: tuple[Shown, ...],
    channel: str,
    key: str,
) -> UUID | None:
    target = contact["email"] if channel == "mail" else contact["mobile"]
    link, until = await reports_link(tx, dossier["id"], contact["id"], target)
    words = contact_words(contact) | dossier_words(dossier, zone) | {
        "reports_list": "\n".join(f"- {_line(shown)}" for shown in reports), "reports_count": len(reports),
        "link": link, "short_link": link.partition("://")[2], "link_expires_at": full_date(local_date(until, zone)),
    }  # fmt: skip
    common = {"dossier_id": dossier["id"], "contact_id": contact["id"], "variables": words, "dedup_key": key,
              "audience": "business" if contact["kind"] == "pro" else "consumer"}  # fmt: skip
    if channel == "mail":
        written = await write_mail(
            tx, "mail.reports_available", to_email=target, to_name=contact["name"], **common
        )
    else:
        written = await write_sms(tx, "sms.reports_available", to_phone=target, **common)
    if written is not None:
        await append(tx, dossier["id"], "notice", _facts(contact, target, reports))
    return written


def _line(shown: Shown) -> str:
    title = shown.row["title"] + (f", version {shown.row['version']}" if shown.row["version"] > 1 else "")
    held = {"payment": " (s’ouvrira au règlement du solde)", "hand": " (bloqué pour l’instant)"}.get(
        shown.reason, ""
    )
    return str(title) + (held if shown.sight is Sight.LOCKED else "")


def _facts(contact: Any, target: str, reports: tuple[Shown, ...]) -> dict[str, Any]:
    return {
        "contact": str(contact["id"]), "contact_name": contact["name"], "sent_to": target,
        "reports": [{"title": s.row["title"], "version": s.row["version"], "sha256": s.row["sha256"],
                     "sight": s.sight.value} for s in reports],
    }  # fmt: skip
