"""Durand takes requests online, shows its box on its own site, and has one partner."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.tenants.leads.keys import make_key
from odissee.tenants.leads.options import LeadOptions, choose
from tests.browser_client import Visitor
from tests.companies import Company

HELENE = {
    "kind": "private", "first_name": "Hélène", "last_name": "Lasserre", "mobile": "06 39 98 61 77", "nature": "sale",
    "type": "house", "address": "27 avenue de Buros", "postcode": "64000", "city": "Pau", "surface": "118",
    "message": "Compromis prévu en janvier.",
}  # fmt: skip


class Stranger:
    """Somebody without a login, each from an address of their own, who takes the time to type."""

    def __init__(self, app: Any, company: Company) -> None:
        self.company, self.visitor = company, Visitor(app, company.host)
        self.address = f"203.0.113.{uuid4().int % 250}"

    async def fill_in(self, seconds: int = 40, framed: bool = False, **fields: Any) -> Any:
        """The form, as a browser sends it after a while."""
        path = "/devis-en-ligne/cadre" if framed else "/devis-en-ligne"
        page = (await self.visitor.get(path)).text
        stamp = re.search(r'name="stamp" value="([^"]+)"', page)
        typed = (
            HELENE | {"email": f"{uuid4().hex[:8]}@exemple.fr", "stamp": stamp[1] if stamp else ""} | fields
        )
        if framed:
            typed["framed"] = "1"
        with clock.at(clock.now() + timedelta(seconds=seconds)):
            return await self.visitor.post("/devis-en-ligne", typed)


@pytest.fixture
async def stranger(app: Any, durand: Company) -> Stranger:
    async with db.tenant(durand.tenant_id) as tx:
        await choose(tx, LeadOptions(open=True, sites=("https://www.durand-diagnostics.fr",)))
        await tx.execute("delete from comment")
    async with db.commons() as tx:
        await tx.execute("delete from rate_bucket")
    return Stranger(app, durand)


@pytest.fixture
async def key(durand: Company) -> str:
    async with db.tenant(durand.tenant_id) as tx:
        return await make_key(tx, "Annuaire du Béarn")


async def rows(company: Company, sql: str, *args: Any) -> list[Any]:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetch(sql, *args)
