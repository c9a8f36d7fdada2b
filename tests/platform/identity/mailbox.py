"""What the company's outbox holds for somebody, and the links in it; work announced to the worker, done."""

import re
from typing import Any

from odissee.platform.db import db
from odissee.platform.jobs.claim import run_job
from tests.companies import Company

LINK = re.compile(r"https?://[^\s]+/(?:nouveau-mot-de-passe|invitation)/[\w-]+")


async def mails(company: Company, email: str, event: str = "") -> list[Any]:
    """Oldest first."""
    found: list[Any] = []
    async with db.tenant(company.tenant_id) as tx:
        found += await tx.fetch(
            """select event, subject, text_body from sent_mail
                where to_email = $1 and ($2 = '' or event = $2) order by id""",
            email, event,
        )  # fmt: skip
    return found


async def last_link(company: Company, email: str) -> str:
    """The path of the newest link sent to an address."""
    found = [match[0] for mail in await mails(company, email) if (match := LINK.search(mail["text_body"]))]
    return "/" + found[-1].split("/", 3)[3]


async def do_jobs(company: Company, kind: str = "identity.password_reset") -> int:
    """Run what waits, as the worker would."""
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch("select id from job where kind = $1 and state = 'ready' order by id", kind)
    for row in rows:
        await run_job(company.tenant_id, row["id"])
    return len(rows)
