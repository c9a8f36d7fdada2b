"""Erasing one person: what goes, what stays and why, seen before and certified after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict
from odissee.platform.identity import revoke_access
from odissee.platform.jobs import enqueue
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.search import forget
from odissee.tenants.contacts import contact_of
from odissee.tenants.dossiers import refresh

REASONS = {
    "invoice": "une facture : 10 ans, art. L.123-22 du code de commerce",
    "quote": "un devis numéroté à ce nom",
    "proof": "une preuve de remise ou d’acceptation",
    "report": "un rapport : 10 ans au moins, responsabilité du diagnostiqueur (durée à vérifier)",
    "running": "un contrat en cours",
}
COUNTS = {
    "accesses": "accès client fermé", "sessions": "connexion", "links": "lien personnel", "mails": "mail",
    "texts": "SMS", "calls": "appel", "requests": "demande (texte effacé)", "dossiers": "dossier dont le nom est retiré",
    "history": "ligne d’historique (contenu effacé)",
}  # fmt: skip
FREE = """
select (select count(*) from membership m where m.contact_id = $1) as accesses,
       (select count(*) from session s join membership m on m.id = s.membership_id where m.contact_id = $1) as sessions,
       (select count(*) from capability where contact_id = $1) as links,
       (select count(*) from sent_mail where contact_id = $1 and (dossier_id is null or dossier_id <> all($2))) as mails,
       (select count(*) from sent_sms where contact_id = $1 and (dossier_id is null or dossier_id <> all($2))) as texts,
       (select count(*) from phone_call where contact_id = $1) as calls,
       (select count(*) from portal_request where contact_id = $1) as requests,
       (select count(*) from dossier_contact where contact_id = $1 and dossier_id <> all($2)) as dossiers,
       (select count(*) from journal_entry where subject_kind = 'contact' and subject_id = $1) as history"""
SUBS = "select count(*) from contact where parent_id = $1 and trashed_at is null"
TOUCHED = "select dossier_id from dossier_contact where contact_id = $1"
ACCESSES = "select id from membership where contact_id = $1 and revoked_at is null"
ENDED = (
    "update notification set state = 'cancelled', problem = 'Contact effacé' where contact_id = $1 and state = 'planned'",
    "update missing_document set state = 'cancelled', closed_at = now() where contact_id = $1 and state in ('asked', 'reminded')",
)
"""Nothing more leaves for somebody who is erased."""
MAIL_IN = """update inbound_mail set from_email = '', from_name = '', subject = '', excerpt = ''
              where contact_id = $1 and (dossier_id is null or dossier_id <> all($2))"""
KEEP = """insert into erasure (id, subject_id, name, outcome, kept, counts, automatic, by_name, at, created_by)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"""


class HasSubAccounts(Conflict):
    """A main account bears its sub-accounts."""

    title = "Ce compte principal a des sous-comptes. Rattachez-les ailleurs, puis effacez-le."


class AlreadyErased(Conflict):
    """What could go has gone."""

    title = "Ce contact est déjà effacé. Ce qui reste, la loi ou une preuve le garde."


@dataclass(frozen=True, slots=True)
class Preview:
    """`ties`: dossiers that keep the name; `free`: (how many, what) that go."""

    contact: Any
    ties: Sequence[Any]
    free: Sequence[tuple[int, str]]

    @property
    def whole(self) -> bool:
        return not self.ties

    @property
    def kept(self) -> list[UUID]:
        return [row["dossier_id"] for row in self.ties]


async def preview(tx: TenantTransaction, contact_id: UUID) -> Preview:
    """What erasing would do; raises `NotFound`, `HasSubAccounts` or `AlreadyErased`."""
    contact = await contact_of(tx, contact_id, trashed=True, lock=True)
    if await tx.fetchval("select restricted_at from contact where id = $1", contact.id) is not None:
        raise AlreadyErased
    if await tx.fetchval(SUBS, contact.id):
        raise HasSubAccounts
    ties = await tx.fetch("select * from contact_ties($1) order by number", contact.id)
    row: Any = await tx.fetchrow(FREE, contact.id, [tie["dossier_id"] for tie in ties])
    return Preview(contact, ties, [(row[key], word) for key, word in COUNTS.items() if row[key]])


async def erase(tx: TenantTransaction, contact_id: UUID, *, automatic: bool = False) -> UUID:
    """Do it, all or nothing; returns the erasure. There is no undo."""
    seen = await preview(tx, contact_id)
    contact, id = seen.contact, new_id()
    touched = [row["dossier_id"] for row in await tx.fetch(TOUCHED, contact.id)]
    for row in await tx.fetch(ACCESSES, contact.id):
        await revoke_access(tx, row["id"])
    for sql in ENDED:
        await tx.execute(sql, contact.id)
    await tx.execute(MAIL_IN, contact.id, seen.kept)
    paper = any({"invoice", "quote"} & set(tie["reasons"]) for tie in seen.ties)
    told: dict[str, Any] = await tx.fetchval("select contact_erase($1, $2, $3)", contact.id, seen.kept, paper)
    outcome = told.pop("outcome")
    await forget(tx, contact.id)
    for dossier_id in touched:
        await refresh(tx, dossier_id)
    kept = [{"number": tie["number"], "reasons": list(tie["reasons"])} for tie in seen.ties]
    actor = tx.state.get("actor")
    await tx.execute(
        KEEP, id, contact.id, contact.full_name, outcome, kept, told, automatic, actor.name if actor else "Règles de conservation",
        clock.now(), actor.membership_id if actor else None,
    )  # fmt: skip
    record(tx, "contact", contact.id, "contact.erased", after={"outcome": outcome})
    tell(tx, "contact", contact.id)
    if not automatic:
        await enqueue(tx, "privacy.certificate", {"erasure": str(id)}, f"privacy.certificate:{id}")
    return id
