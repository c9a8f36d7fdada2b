"""Ossau Immobilier, an agency with two sub-accounts, and its people with a login; dossiers in any number."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import db, new_id
from tests.browser_client import Visitor
from tests.companies import Company
from tests.factories.client import client_of


@dataclass(frozen=True)
class Agency:
    """The main account, its agencies of Pau and Lons, and who is logged in as each."""

    company: Company
    main: UUID
    pau: UUID
    lons: UUID
    maylis: Visitor
    at_pau: Visitor

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        async with db.tenant(self.company.tenant_id) as tx:
            return await tx.fetch(sql, *args)

    async def row(self, sql: str, *args: Any) -> Any:
        return (await self.rows(sql, *args))[0]


async def ossau(app: Any, company: Company) -> Agency:
    """Found the agency in the address book of a company."""
    main, pau, lons = new_id(), new_id(), new_id()
    async with db.tenant(company.tenant_id) as tx:
        for id, name, parent in ((main, "Ossau Immobilier", None), (pau, "Ossau Pau", main), (lons, "Ossau Lons", main)):  # fmt: skip
            await tx.execute(
                """insert into contact (id, kind, type, last_name, email, mobile, city, parent_id, folded)
                   values ($1, 'pro', 'agence', $2, $3, '+33639980010', 'Pau', $4, lower($2))""",
                id, name, f"{id}@ossau.example", parent,
            )  # fmt: skip
    return Agency(
        company, main, pau, lons, await client_of(app, company, main), await client_of(app, company, pau)
    )


async def dossier_for(
    company: Company, contact: UUID, owner: str, *, roles: str = "{requester,prescriber}", status: str = "to_schedule",
    nature: str = "sale", address: str = "27 avenue de Buros", access: bool = True,
) -> UUID:  # fmt: skip
    """A dossier where this contact stands, written straight into the tables."""
    dossier, property_id = new_id(), new_id()
    async with db.tenant(company.tenant_id) as tx:
        await tx.execute(
            "insert into property (id, type, address, postcode, city, surface, rooms, built_year) "
            "values ($1, 'flat', $2, '64000', 'Pau', 62, 3, 1965)", property_id, address)  # fmt: skip
        await tx.execute(
            """insert into dossier (id, number, status, nature, site_id, property_id, owner_name, city, amount_cents)
               values ($1, (select greatest(max(number), 500000) + 1 from dossier), $2, $3, $4, $5, $6, 'Pau', 45600)""",
            dossier, status, nature, company.site_id, property_id, owner)  # fmt: skip
        await tx.execute(
            """insert into dossier_contact (id, dossier_id, contact_id, roles, report_access, invoice_access)
               values ($1, $2, $3, $4::text::text[], $5, true)""",
            new_id(), dossier, contact, roles, access)  # fmt: skip
    return dossier
