"""A client with a login: Mme Bordenave, who reads her own dossiers."""

from typing import Any
from uuid import UUID

from odissee.platform.db import db, new_id
from tests.browser_client import Visitor, logged_in
from tests.companies import Company, Person


async def client_of(app: Any, company: Company, contact_id: UUID | None = None) -> Visitor:
    """Logged in; without `contact_id` she is a new contact of the company."""
    person = Person(new_id(), new_id(), "anne@exemple.fr", "Anne Bordenave")
    async with db.tenant(company.tenant_id) as tx:
        if contact_id is None:
            contact_id = new_id()
            await tx.execute("insert into contact (id, last_name) values ($1, 'Bordenave')", contact_id)
        await tx.execute(
            """insert into membership (id, kind, contact_id, email, display_name, initials)
               values ($1, 'client', $2, $3, $4, 'AB')""",
            person.membership_id, contact_id, person.email, person.name,
        )  # fmt: skip
    return await logged_in(app, company, person)
