"""Who took a version that is replaced is told, with what changes; only they, and only once a version."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.evidence import append
from odissee.platform.french import full_date, local_date
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.tenants.documents.links import DOSSIER, reports_link
from odissee.tenants.documents.queries import READERS
from odissee.tenants.documents.wording import contact_words, dossier_words

TAKERS = """
select w.contact_id, max(o.created_at) as old_at from document_download w
  join document o on o.id = w.document_id and o.series_id = $1 and o.version < $2
 where w.contact_id is not null and not exists (
   select from document_download n join document x on x.id = n.document_id
    where x.series_id = $1 and x.version >= $2 and n.contact_id = w.contact_id)
 group by w.contact_id"""


class NothingReplaced(OdisseeError):
    """Nobody holds an older version, or no reason was given."""


async def holders_of_older(tx: TenantTransaction, document: Any) -> list[Any]:
    """Contacts with access and a mailbox who took an older version and not this one."""
    if document["version"] < 2 or document["superseded_at"] is not None or document["section"] != "report":
        return []
    old = {
        row["contact_id"]: row["old_at"]
        for row in await tx.fetch(TAKERS, document["series_id"], document["version"])
    }
    people = await tx.fetch(READERS, document["dossier_id"]) if old else []
    return [dict(row) | {"old_at": old[row["id"]]} for row in people
            if row["id"] in old and row["report_access"] and row["email"]]  # fmt: skip


async def tell_replaced(tx: TenantTransaction, document: Any, reason: str) -> int:
    """Write to each of them; returns how many. Raises `NothingReplaced`."""
    people = await holders_of_older(tx, document)
    if not reason.strip():
        raise NothingReplaced("Dites ce qui change : la phrase part dans le mail.")
    if not people:
        raise NothingReplaced("Personne ne détient une version précédente de ce rapport.")
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    dossier = await tx.fetchrow(DOSSIER, document["dossier_id"])
    for contact in people:
        await _tell_one(tx, dossier, document, contact, reason.strip()[:300], zone)
    names = [contact["name"] for contact in people]
    record(tx, "document", document["id"], "report.replaced_told", dossier_id=document["dossier_id"],
           after={"title": document["title"], "names": names})  # fmt: skip
    tell(tx, "dossier", document["dossier_id"])
    return len(people)


async def _tell_one(
    tx: TenantTransaction, dossier: Any, document: Any, contact: Any, reason: str, zone: str
) -> None:
    link, _ = await reports_link(tx, dossier["id"], contact["id"], contact["email"])
    words = contact_words(contact) | dossier_words(dossier, zone) | {
        "report_label": document["title"], "report_old_date": full_date(local_date(contact["old_at"], zone)),
        "report_date": full_date(local_date(document["created_at"], zone)), "report_change_reason": reason, "link": link,
    }  # fmt: skip
    await write_mail(
        tx, "mail.report_replaced", to_email=contact["email"], to_name=contact["name"], variables=words,
        dedup_key=f"report.replaced:{document['id']}:{contact['id']}", dossier_id=dossier["id"], contact_id=contact["id"],
    )  # fmt: skip
    await append(tx, dossier["id"], "replaced", {
        "contact": str(contact["id"]), "contact_name": contact["name"], "sent_to": contact["email"], "reason": reason,
        "title": document["title"], "version": document["version"], "sha256": document["sha256"],
    })  # fmt: skip
