"""The certificate of an erasure: what went, what stays and why, for the person who asked."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.files import store
from odissee.platform.french import local_date, long_date
from odissee.platform.pdf import printer
from odissee.platform.texts import company_words
from odissee.platform.web.templates_env import environment
from odissee.tenants.privacy.erase import COUNTS, REASONS

ONE = "select e.*, t.brand, t.time_zone from erasure e join tenant t on t.id = e.tenant_id where e.id = $1"


async def keep_certificate(tx: TenantTransaction, erasure_id: UUID) -> None:
    """Print it and keep it beside the erasure; once."""
    row: Any = await tx.fetchrow(ONE, erasure_id)
    if row is None or row["file_id"] is not None:
        return
    pdf = await printer.pdf(html_of(row, await company_words(tx)))
    name = f"Attestation d’effacement {str(erasure_id)[-6:]}.pdf"
    file = await store(tx, pdf, name=name, media_type="application/pdf", kind="privacy.certificate")
    await tx.execute("update erasure set file_id = $2 where id = $1", erasure_id, file.id)


def html_of(row: Any, words: dict[str, str]) -> str:
    """The page to print."""
    gone = [(row["counts"][key], word) for key, word in COUNTS.items() if row["counts"].get(key)]
    kept = [(one["number"], [REASONS[reason] for reason in one["reasons"]]) for one in row["kept"]]
    return environment().get_template("privacy/pdf/certificate.html").render(
        row=row, words=words, gone=gone, kept=kept, day=long_date(local_date(row["at"], row["time_zone"])),
        brand=row["brand"], footer_left=words["company_name"], footer_right="",
    )  # fmt: skip
