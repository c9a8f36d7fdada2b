"""What a live site holds before its first visitor: the demonstration, and companies that have sold nothing yet.

Run as a program in the environment of that site; prints who may enter with which session.
"""

import asyncio
import json
import re
import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.app.demo import COMPANIES, load
from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.identity import capability, open_session
from odissee.platform.identity.operators import open_operator_session
from odissee.platform.settings import settings
from odissee.tenants.alerts.visit_link import visit_link
from odissee.tenants.consent import optout_link
from odissee.tenants.dossiers import Role, Trigger, attach, open_dossier, refresh
from tests.companies import Company
from tests.companies_ready import ready

LATER = """
delete from job where kind = 'quote.print' and (payload ->> 'version')::uuid not in
  (select v.id from quote_version v join quote q on q.id = v.quote_id join dossier d on d.id = q.dossier_id
    where d.status = 'quoted')"""
"""Only the quotes that wait for their client are printed; the others would keep the worker busy."""


async def _sessions(tx: TenantTransaction) -> dict[str, str]:
    """A session for each first name of the company; « Client » for the agency that has an account."""
    rows = await tx.fetch("select id, kind, display_name from membership order by created_at, id")
    return {
        "Client" if row["kind"] == "client" else row["display_name"].split(" ")[0]: await open_session(
            tx, row["id"], "203.0.113.7", "tests"
        )
        for row in rows
    }


async def _demo(dossiers: int) -> dict[str, Any]:
    await load(dossiers=dossiers)
    inside = {}
    for recipe in COMPANIES:
        async with db.tenant(recipe.tenant_id) as tx:
            await tx.execute(LATER)
            await tx.execute("update job set not_before = now() where kind = 'quote.print'")
            inside[recipe.slug] = await _sessions(tx)
    return inside


async def _links() -> list[str]:
    """Pages of quotes that wait for their client at Durand's, the newest first."""
    async with db.tenant(COMPANIES[0].tenant_id) as tx:
        bodies = await tx.fetch(
            """select m.text_body from sent_mail m join dossier d on d.id = m.dossier_id and d.status = 'quoted'
                where m.event = 'mail.quote_sent' order by m.created_at desc limit 8"""
        )
    return [found[0] for row in bodies if (found := re.search(r"/d/[\w-]+", row["text_body"]))]


async def _pages() -> list[str]:
    """A visit, the end of a validity, an opt-out: pages of one contact of Durand's; and a message to Paul."""
    async with db.tenant(COMPANIES[0].tenant_id) as tx:
        one = await tx.fetchrow(
            """select d.id, k.contact_id from dossier d join dossier_contact k on k.dossier_id = d.id
                where d.status = 'scheduled' and 'requester' = any(k.roles) order by d.appointment_at desc limit 1"""
        )
        assert one
        await _message(tx, one["id"])
        data = {"codes": ["TERMITES"], "last_day": str(clock.today() + timedelta(days=30))}
        until = clock.now() + timedelta(days=30)
        renewal = await capability.grant(tx, "renewal", one["id"], one["contact_id"], None, until, data)
        links = [
            await visit_link(tx, one["id"], one["contact_id"]),
            await optout_link(tx, one["contact_id"], "mail", "renewal"),
        ]
    return [f"/echeance/{renewal}", *(re.sub(r"https?://[^/]+", "", link) for link in links)]


async def _message(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Sophie has written to Paul about a dossier."""
    rows = await tx.fetch(
        "select id, display_name from membership where kind = 'staff' order by created_at, id"
    )
    people = {row["display_name"].split(" ")[0]: row["id"] for row in rows}
    talk, now = new_id(), clock.now()
    await tx.execute(
        "insert into conversation (id, subject, dossier_id, latest_at) values ($1, 'Clés', $2, $3)",
        talk,
        dossier_id,
        now,
    )
    for name in ("Sophie", "Paul"):
        await tx.execute(
            "insert into conversation_member (id, conversation_id, membership_id) values ($1, $2, $3)",
            new_id(), talk, people[name],
        )  # fmt: skip
    await tx.execute(
        """insert into internal_message (id, conversation_id, author_id, author_name, text, at)
           values ($1, $2, $3, 'Sophie Martin', 'Les clés sont à l’agence.', $4)""",
        new_id(), talk, people["Sophie"], now,
    )  # fmt: skip


async def _long(company: Company) -> None:
    """Names that nobody wished for, and that somebody will type."""
    word = "Vandenbroucke-" * 9
    async with db.tenant(company.tenant_id) as tx:
        contact, place = new_id(), new_id()
        await tx.execute(
            """insert into contact (id, kind, last_name, first_name, civility, email, mobile, postcode, city, note)
               values ($1, 'private', $2, $2, 'Mme', $3, '+33639980077', '64000', $2, $2)""",
            contact, word, f"{'a' * 60}@{'b' * 60}.example",
        )  # fmt: skip
        await tx.execute(
            """insert into property (id, type, address, postcode, city, surface, rooms, built_year)
               values ($1, 'house', $2, '64000', $2, 118, 5, 1938)""",
            place, word,
        )  # fmt: skip
        dossier = await open_dossier(tx, Trigger.ORDER_SAVED, site_id=company.site_id, property_id=place)
        await tx.execute("update dossier set internal_ref = $2 where id = $1", dossier.id, word)
        await attach(tx, dossier.id, contact, {Role.REQUESTER, Role.OWNER, Role.PAYER})
        await refresh(tx, dossier.id)


async def _operator() -> str:
    async with db.commons() as tx:
        operator = await tx.fetchval("select id from operator limit 1")
        return await open_operator_session(tx, operator)
    raise AssertionError("the transaction ended early")


async def main(dossiers: int, slugs: list[str]) -> None:
    await db.connect(settings().database_url, maximum=4)
    inside = await _demo(dossiers)
    for slug in slugs:
        company = await ready(slug)
        async with db.tenant(company.tenant_id) as tx:
            inside[slug] = await _sessions(tx)
        if slug == "longs":
            await _long(company)
    inside["console"] = {"Nora": await _operator()}
    print(json.dumps({"inside": inside, "links": await _links(), "pages": await _pages()}))
    await db.disconnect()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2:]))
