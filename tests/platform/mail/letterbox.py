"""Shorthands of the mail tests: write one as Sophie would, run its job, read the row."""

from typing import Any
from uuid import UUID

import odissee.platform.mail.jobs  # noqa: F401  # registers the handler
from odissee.platform.db import db, new_id
from odissee.platform.jobs.claim import run_job
from odissee.platform.mail import write_mail
from tests.companies import Company

QUOTE = {
    "greeting": "Bonjour Madame Lasserre,", "quote_number": "D-2026-0893", "property_address": "8 rue Bargoin, 64000 Pau",
    "transaction_label": "la vente", "total_incl_vat": "456,00\u202f€", "quote_valid_until": "24 déc. 2026",
    "diagnostics_list": "- DPE\n- état amiante", "link": "https://durand.odissee.fr/s/7Kf3Qx?a=1&b=claire+devis@x.fr",
    "recipient_role_label": "propriétaire", "dossier_number": "18427",
}  # fmt: skip


async def write(company: Company, to: str = "helene.lasserre@exemple.fr", **more: Any) -> UUID:
    """The quote to Mme Lasserre."""
    more = {
        "audience": "consumer",
        "variables": QUOTE,
        "dedup_key": f"quote:{new_id()}",
        "to_name": "Hélène Lasserre",
    } | more
    async with db.tenant(company.tenant_id) as tx:
        id = await write_mail(tx, more.pop("key", "mail.quote_sent"), to_email=to, **more)
    assert id is not None
    return id


async def send(company: Company, mail: UUID) -> Any:
    """Run its job once; the row afterwards."""
    async with db.tenant(company.tenant_id) as tx:
        job = await tx.fetchval("select id from job where dedup_key = $1", f"mail.send:{mail}")
    await run_job(company.tenant_id, job)
    return await row(company, mail)


async def row(company: Company, mail: UUID) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow(
            """select m.*, j.state as job_state, j.attempts, j.last_error from sent_mail m
                 join job j on j.dedup_key = 'mail.send:' || m.id where m.id = $1""",
            mail,
        )
