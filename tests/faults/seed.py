"""Founds Durand and Morel in a fresh database and opens the sessions of Durand's office and of Luc; prints them as JSON."""

import asyncio
import json
from typing import Any

from odissee.platform.db import db
from odissee.platform.identity import open_session
from odissee.platform.settings import settings
from tests.companies import found, hire
from tests.companies_ready import ready


async def main() -> None:
    await db.connect(settings().database_url)
    durand = await ready("durand")
    office = [
        durand.people["Sophie"],
        *[await hire(durand, n, "Martin", "office") for n in ("Anne", "Karim")],
    ]
    morel = await found("morel", "Morel Expertises", "Grenoble", {"Luc": ("Morel", "owner")})
    told: dict[str, Any] = {}
    for company in (durand, morel):
        async with db.tenant(company.tenant_id) as tx:
            people = office if company is durand else company.people.values()
            tokens = [await open_session(tx, one.membership_id, "203.0.113.7", "tests") for one in people]
        told[company.slug] = {"tenant": str(company.tenant_id), "session": tokens[0], "office": tokens}
    await db.disconnect()
    print(json.dumps(told))


asyncio.run(main())
