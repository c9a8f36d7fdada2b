"""Two furnished companies of the same trade: Durand's people look for Morel's rows by every way there is."""

import base64
import logging
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

import asyncpg
import pikepdf
import pytest

from odissee.platform.db import db, new_id
from odissee.platform.jobs.claim import run_job
from odissee.platform.pdf import printer
from odissee.platform.tenancy import forget_places
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, found
from tests.factories.canaries import Planted, plant
from tests.factories.client import client_of
from tests.factories.furnish import Furnished, furnish
from tests.factories.schema import company_tables


@dataclass
class Walls:
    """Both companies, the marked words of Morel's rows, and the people who try."""

    durand: Furnished
    morel: Furnished
    planted: Planted
    owner_url: str
    stolen: dict[str, UUID] = field(default_factory=dict)  # one id of Morel's by table
    own: dict[str, list[UUID]] = field(default_factory=dict)  # ids of Durand's by table
    passkeys: dict[str, str] = field(default_factory=dict)  # company → credential, as addresses write it
    people: dict[str, Visitor] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)  # routes that break on an id of another kind
    known: dict[str, dict[str, str]] = field(default_factory=dict)  # path → values of Durand's that fill it


async def _ids(owner_url: str, tenant: UUID) -> dict[str, list[UUID]]:
    """The oldest and the newest id of each table of a company."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute("select set_config('app.tenant', $1, false)", str(tenant))
        tables = [table.name for table in (await company_tables(connection)).values() if not table.single]
        asked = "(select id from {0} order by id limit 1) union (select id from {0} order by id desc limit 1)"
        found_ids = {name: await connection.fetch(asked.format(name)) for name in tables}
        return {name: [row["id"] for row in rows] for name, rows in found_ids.items() if rows}
    finally:
        await connection.close()


async def _blank(html: str, **options: Any) -> bytes:
    """A PDF of one empty page: what these tests look for is in the rows."""
    out, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


async def _sent(company: Company) -> None:
    """The quotes leave: kept as files, written to the outbox, with their link."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer, "pdf", _blank)
        await _run_quotes(company)


async def _run_quotes(company: Company) -> None:
    async with db.tenant(company.tenant_id) as tx:
        rows = await tx.fetch(
            "select id from job where kind in ('quote.send', 'quote.print') and state = 'ready'"
        )
    for row in rows:
        await run_job(company.tenant_id, row["id"])


async def _passkey(company: Company) -> str:
    """A passkey of the company's first person, as the address of its page writes it."""
    credential = new_id().bytes + new_id().bytes
    member = next(iter(company.people.values())).membership_id
    async with db.tenant(company.tenant_id) as tx:
        login = await tx.fetchval("select login_id from membership where id = $1", member)
        await tx.execute(
            "insert into login_passkey (credential_id, login_id, public_key, sign_count, name, host) "
            "values ($1, $2, $3, 0, 'Téléphone', $4)",
            credential, login, b"key", company.host,
        )  # fmt: skip
    return base64.urlsafe_b64encode(credential).decode().rstrip("=")


@pytest.fixture(scope="module")
async def walls(database: str, app: Any) -> Walls:
    """Built once: Durand with five people, Morel with a marked row in every table."""
    logging.getLogger("odissee.requests").setLevel(logging.WARNING)
    durand = await found("durand-murs", "Durand Diagnostics", "Pau", {
        "Paul": ("Durand", "owner"), "Sophie": ("Martin", "office"), "Inès": ("Haddad", "technician"),
        "Karim": ("Benali", "sales"), "Claire": ("Fabre", "accountant"),
    })  # fmt: skip
    morel = await found("morel-murs", "Morel Expertises", "Grenoble", {"Luc": ("Morel", "owner")})
    ours, theirs = await furnish(durand), await furnish(morel, "Canarimorel")
    for company in (durand, morel):
        await _sent(company)
    walls = Walls(ours, theirs, await plant(database, morel.tenant_id), database)
    walls.own = await _ids(database, durand.tenant_id) | {"tenant": [durand.tenant_id]}
    foreign = await _ids(database, morel.tenant_id)
    walls.stolen = {name: ids[0] for name, ids in foreign.items()} | {"tenant": morel.tenant_id}
    walls.passkeys = {"durand": await _passkey(durand), "morel": await _passkey(morel)}
    walls.people = {first: await logged_in(app, durand, person) for first, person in durand.people.items()}
    walls.people["Anne"] = await client_of(app, durand, ours.ids["contact"])
    walls.people["nobody"] = Visitor(app, durand.host)
    forget_places()
    return walls
