"""What follows a quote, in the worker: printing and sending, reminders, expiry, copies of the accepted quote."""

from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.jobs import Job, job
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.quotes.cadence import Cadence, cadence_of
from odissee.tenants.quotes.messages import tell_acceptance
from odissee.tenants.quotes.papers import print_accepted, print_papers
from odissee.tenants.quotes.queries import version_of
from odissee.tenants.quotes.sending import CONTACT, new_link, plan_reminders, waits, write_messages
from odissee.tenants.quotes.words import words_of


@job("quote.send")
async def send(tx: TenantTransaction, job_: Job) -> None:
    """Print the quote and the statement, make the link, write the mail and the SMS, plan the reminders."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    if version["rendered_at"] is not None:
        return
    contact = await tx.fetchrow(CONTACT, version["requester_contact_id"])
    link = await new_link(tx, version, contact)
    papers = await print_papers(tx, version, link)
    await tx.execute("update quote_version set sent_at = $2 where id = $1", version["id"], clock.now())
    await write_messages(tx, version, contact, link, [file.id for file in papers])
    await plan_reminders(tx, version)
    after = {
        "version": version["version"],
        "sha256": papers[0].sha256,
        "to": contact["email"] if contact else "",
    }
    record(tx, "quote", version["quote_id"], "quote.sent", dossier_id=version["dossier_id"], after=after)
    tell(tx, "dossier", version["dossier_id"])


@job("quote.print")
async def print_only(tx: TenantTransaction, job_: Job) -> None:
    """The papers of a quote that has already left (demonstration, take-over): nothing is sent again."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    if version["pdf_file_id"] is None:
        link = await new_link(tx, version, await tx.fetchrow(CONTACT, version["requester_contact_id"]))
        await print_papers(tx, version, link)
        tell(tx, "dossier", version["dossier_id"])


@job("quote.remind")
async def remind(tx: TenantTransaction, job_: Job) -> None:
    """One reminder, unless answered, expired, replaced, or the dossier cancelled or thrown away."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    gone = await tx.fetchval(
        "select status = 'cancelled' or trashed_at is not null from dossier where id = $1",
        version["dossier_id"],
    )
    contact = await tx.fetchrow(CONTACT, version["requester_contact_id"])
    step, rule = job_.payload["step"], await cadence_of(tx)
    if not waits(version) or gone or contact is None or not _still_wanted(rule, step, version["state"]):
        return
    link, key = await new_link(tx, version, contact), f"remind:{version['id']}:{step}"
    text = f"quote_reminder_{step}"
    common = {
        "dossier_id": version["dossier_id"],
        "contact_id": contact["id"],
        "variables": words_of(version, link),
    }
    if contact["email"]:
        await write_mail(tx, f"mail.{text}", to_email=contact["email"], to_name=contact["name"], dedup_key=f"mail:{key}",
                         audience=version["snapshot"]["to"]["audience"], **common)  # fmt: skip
    elif contact["mobile"] and step != "programmed":
        await write_sms(tx, f"sms.{text}", to_phone=contact["mobile"], dedup_key=f"sms:{key}", **common)


def _still_wanted(rule: Cadence, step: str, state: str) -> bool:
    """A reminder on a day that a person chose is theirs; the others follow the rule as it stands now."""
    if step == "programmed":
        return True
    return rule.on and not (rule.stop_viewed and state == "viewed")


@job("quote.expire")
async def expire(tx: TenantTransaction, job_: Job) -> None:
    """Past its validity date an open quote says so; nothing else moves."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    if version["version"] != version["current_version"] or version["state"] not in ("sent", "viewed"):
        return
    await tx.execute("update quote set state = 'expired' where id = $1", version["quote_id"])
    await tx.execute(
        "update dossier set quote_state = 'none' where id = $1 and quote_state = 'waiting'",
        version["dossier_id"],
    )
    record(tx, "quote", version["quote_id"], "quote.expired", dossier_id=version["dossier_id"])
    tell(tx, "dossier", version["dossier_id"])


@job("quote.accepted")
async def accepted(tx: TenantTransaction, job_: Job) -> None:
    """Add the page of proof to the very PDF that was accepted, and send the copy to both sides."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    answer = await tx.fetchrow(
        "select * from quote_answer where quote_version_id = $1 and kind = 'accepted'", version["id"]
    )
    if answer is None or version["accepted_pdf_file_id"] is not None:
        return
    file = await print_accepted(tx, version, answer)
    await tell_acceptance(
        tx, version, answer, file.id, await tx.fetchrow(CONTACT, version["requester_contact_id"])
    )
    tell(tx, "dossier", version["dossier_id"])
