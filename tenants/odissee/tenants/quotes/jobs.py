"""What follows a quote, in the worker: printing, sending, reminders, expiry, copies of the accepted quote."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pikepdf

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.files import StoredFile, read, store
from odissee.platform.identity import capability, company_origin
from odissee.platform.jobs import Job, enqueue, job
from odissee.platform.journal import record
from odissee.platform.live import tell
from odissee.platform.mail import write_mail
from odissee.platform.sms import write_sms
from odissee.tenants.quotes.messages import tell_acceptance
from odissee.tenants.quotes.printing import print_pdf, proof_html, quote_html, statement_html
from odissee.tenants.quotes.queries import version_of
from odissee.tenants.quotes.words import words_of
from odissee.tenants.staff import honour_statement_gaps

LINK_DAYS = 90
"""The page stays readable after the quote's validity, to say that it has expired."""
CADENCE = {"d3": 3, "d7": 7, "d15": 15}
REMINDER_HOUR = 10
CONTACT = """select c.id, c.email, c.mobile, trim(c.first_name || ' ' || c.last_name) as name from contact c
              where c.id = $1"""


@job("quote.send")
async def send(tx: TenantTransaction, job_: Job) -> None:
    """Print the quote and the statement, make the link, write the mail and the SMS, plan the reminders."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    if version["rendered_at"] is not None:
        return
    contact = await tx.fetchrow(CONTACT, version["requester_contact_id"])
    link = await new_link(tx, version, contact)
    buttons = await tx.fetchval("select quote_buttons from company")
    quote = await _kept(
        tx, await quote_html(tx, version, link, buttons=buttons), f"Devis {version['number']}", "quote"
    )
    statement = await _statement(tx, version)
    now = clock.now()
    await tx.execute(
        "update quote_version set pdf_file_id = $2, statement_file_id = $3, rendered_at = $4, sent_at = $4 where id = $1",
        version["id"], quote.id, statement.id if statement else None, now,
    )  # fmt: skip
    await _write(tx, version, contact, link, [file.id for file in (quote, statement) if file])
    await _plan(tx, version)
    record(tx, "quote", version["quote_id"], "quote.sent", dossier_id=version["dossier_id"],
           after={"version": version["version"], "sha256": quote.sha256, "to": contact["email"] if contact else ""})  # fmt: skip
    tell(tx, "dossier", version["dossier_id"])


@job("quote.print")
async def print_only(tx: TenantTransaction, job_: Job) -> None:
    """The papers of a quote that has already left (demonstration, take-over): nothing is sent again."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    if version["pdf_file_id"] is not None:
        return
    link = await new_link(tx, version, await tx.fetchrow(CONTACT, version["requester_contact_id"]))
    html = await quote_html(tx, version, link, buttons=await tx.fetchval("select quote_buttons from company"))
    quote = await _kept(tx, html, f"Devis {version['number']}", "quote")
    statement = await _kept(tx, await statement_html(tx, version), "Attestation sur l’honneur", "statement")
    await tx.execute(
        "update quote_version set pdf_file_id = $2, statement_file_id = $3 where id = $1",
        version["id"],
        quote.id,
        statement.id,
    )
    tell(tx, "dossier", version["dossier_id"])


async def _statement(tx: TenantTransaction, version: Any) -> StoredFile | None:
    """The statement of honour, or a task that says what lacks: nothing false is ever printed (R.271-3 CCH)."""
    gaps = await honour_statement_gaps(tx, clock.today(version["snapshot"]["time_zone"]))
    if not gaps:
        return await _kept(tx, await statement_html(tx, version), "Attestation sur l’honneur", "statement")
    label = f"Attestation non jointe au devis {version['number']} : {', '.join(gaps[:4])}"
    await tx.execute(
        "insert into task (id, dossier_id, kind, label, due_on) values ($1, $2, 'statement', $3, $4)",
        new_id(), version["dossier_id"], label[:500], clock.today(),
    )  # fmt: skip
    record(
        tx,
        "quote",
        version["quote_id"],
        "quote.statement_missing",
        dossier_id=version["dossier_id"],
        after={"gaps": gaps},
    )
    return None


async def _kept(tx: TenantTransaction, html: str, title: str, kind: str) -> StoredFile:
    return await store(
        tx, await print_pdf(html), name=f"{title}.pdf", media_type="application/pdf", kind=kind
    )


async def new_link(tx: TenantTransaction, version: Any, contact: Any) -> str:
    """A capability link to this version, for its requester."""
    until = datetime.combine(version["valid_until"] + timedelta(days=LINK_DAYS), time(23, 59), UTC)
    sent_to = (contact["email"] or contact["mobile"]) if contact else None
    token = await capability.grant(
        tx, "quote", version["id"], version["requester_contact_id"], sent_to, until
    )
    return f"{await company_origin(tx)}/d/{token}"


async def _write(tx: TenantTransaction, version: Any, contact: Any, link: str, files: list[UUID]) -> None:
    words, audience = words_of(version, link), version["snapshot"]["to"]["audience"]
    key = f"quote:{version['quote_id']}:{version['version']}:{contact['id']}"
    common = {"dossier_id": version["dossier_id"], "contact_id": contact["id"], "audience": audience}
    if version["send_mail"] and contact["email"]:
        await write_mail(tx, "mail.quote_sent", to_email=contact["email"], to_name=contact["name"], variables=words,
                         dedup_key=f"mail:{key}", attachments=files, **common)  # fmt: skip
    if version["send_sms"] and contact["mobile"]:
        await write_sms(
            tx,
            "sms.quote_price",
            to_phone=contact["mobile"],
            variables=words,
            dedup_key=f"sms:{key}",
            **common,
        )


async def _plan(tx: TenantTransaction, version: Any) -> None:
    """Reminders on the chosen day, or by the usual cadence; expiry the day after the validity date."""
    zone = ZoneInfo(version["snapshot"]["time_zone"])
    if version["remind_at"] is not None:
        await _later(tx, version, "programmed", version["remind_at"])
    else:
        today = clock.now().astimezone(zone).date()
        for name, days in CADENCE.items():
            await _later(
                tx, version, name, datetime.combine(today + timedelta(days=days), time(REMINDER_HOUR), zone)
            )
    end = datetime.combine(version["valid_until"] + timedelta(days=1), time(0, 5), zone)
    await enqueue(
        tx,
        "quote.expire",
        {"version": str(version["id"])},
        f"quote.expire:{version['id']}",
        end.astimezone(UTC),
    )


async def _later(tx: TenantTransaction, version: Any, step: str, at: datetime) -> None:
    payload = {"version": str(version["id"]), "step": step}
    await enqueue(tx, "quote.remind", payload, f"quote.remind:{version['id']}:{step}", at.astimezone(UTC))


def waits(version: Any) -> bool:
    """Whether this version still waits for an answer: read when a reminder leaves, not when it was planned."""
    current = version["version"] == version["current_version"]
    return current and version["state"] in ("sent", "viewed") and version["valid_until"] >= clock.today()


@job("quote.remind")
async def remind(tx: TenantTransaction, job_: Job) -> None:
    """One reminder, unless answered, expired, replaced, or the dossier cancelled or thrown away."""
    version = await version_of(tx, UUID(job_.payload["version"]))
    gone = await tx.fetchval(
        "select status = 'cancelled' or trashed_at is not null from dossier where id = $1",
        version["dossier_id"],
    )
    contact = await tx.fetchrow(CONTACT, version["requester_contact_id"])
    if not waits(version) or gone or contact is None:
        return
    step = job_.payload["step"]
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
    proof = await print_pdf(await proof_html(tx, version, answer))
    data = joined(await read(tx, version["pdf_file_id"]), proof)
    name = f"Devis {version['number']} accepté.pdf"
    file = await store(tx, data, name=name, media_type="application/pdf", kind="quote_accepted")
    await tx.execute(
        "update quote_version set accepted_pdf_file_id = $2 where id = $1", version["id"], file.id
    )
    await tell_acceptance(
        tx, version, answer, file.id, await tx.fetchrow(CONTACT, version["requester_contact_id"])
    )
    tell(tx, "dossier", version["dossier_id"])


def joined(quote: bytes, proof: bytes) -> bytes:
    """The accepted PDF: the pages as sent, then the proof; the original file is also attached, byte for byte."""
    with pikepdf.open(BytesIO(quote)) as pdf, pikepdf.open(BytesIO(proof)) as last:
        pdf.pages.extend(last.pages)
        original = pikepdf.AttachedFileSpec(
            pdf, quote, filename="devis-envoye.pdf", mime_type="application/pdf"
        )
        pdf.attachments["devis-envoye.pdf"] = original
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()
