"""The papers of a quote, printed once and kept: the quote, the statement of honour, the accepted copy."""

from io import BytesIO
from typing import Any

import pikepdf

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.files import StoredFile, read, store
from odissee.platform.journal import record
from odissee.tenants.quotes.printing import print_pdf, proof_html, quote_html, statement_html
from odissee.tenants.staff import honour_statement_gaps


async def print_papers(tx: TenantTransaction, version: Any, link: str) -> list[StoredFile]:
    """Print and keep the quote and, when everything in it is true, the statement; returns what is to be sent."""
    buttons = await tx.fetchval("select quote_buttons from company")
    html = await quote_html(tx, version, link, buttons=buttons)
    quote = await _kept(tx, html, f"Devis {version['number']}", "quote")
    statement = await _statement(tx, version)
    await tx.execute(
        "update quote_version set pdf_file_id = $2, statement_file_id = $3, rendered_at = $4 where id = $1",
        version["id"], quote.id, statement.id if statement else None, clock.now(),
    )  # fmt: skip
    return [quote, statement] if statement else [quote]


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


async def print_accepted(tx: TenantTransaction, version: Any, answer: Any) -> StoredFile:
    """The pages as sent, then the page of proof; kept as the accepted copy."""
    proof = await print_pdf(await proof_html(tx, version, answer))
    data = joined(await read(tx, version["pdf_file_id"]), proof)
    name = f"Devis {version['number']} accepté.pdf"
    file = await store(tx, data, name=name, media_type="application/pdf", kind="quote_accepted")
    await tx.execute(
        "update quote_version set accepted_pdf_file_id = $2 where id = $1", version["id"], file.id
    )
    return file


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
