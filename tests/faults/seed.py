"""Founds Durand and Morel in a fresh database and opens the sessions of Sophie and Luc; prints them as JSON."""

import asyncio
import json

from odissee.platform.db import db
from odissee.platform.identity import open_session
from odissee.platform.settings import settings
from tests.companies import found


async def main() -> None:
    await db.connect(settings().database_url)
    durand = await found("durand", "Durand Diagnostics", "Pau", {"Sophie": ("Martin", "office")})
    morel = await found("morel", "Morel Expertises", "Grenoble", {"Luc": ("Morel", "owner")})
    told = {}
    for company in (durand, morel):
        async with db.tenant(company.tenant_id) as tx:
            (person,) = company.people.values()
            token = await open_session(tx, person.membership_id, "203.0.113.7", "tests")
        told[company.slug] = {"tenant": str(company.tenant_id), "session": token}
    await db.disconnect()
    print(json.dumps(told))


asyncio.run(main())
