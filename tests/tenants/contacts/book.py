"""Contacts for tests: written by the act itself, as the form would."""

from typing import Any
from uuid import UUID

from odissee.platform.db import db
from odissee.platform.fields import Form
from odissee.tenants.contacts import Contact, create_contact, find_contacts
from tests.companies import Company


async def written(company: Company, last_name: str, **fields: Any) -> Contact:
    """A contact of this company."""
    async with db.tenant(company.tenant_id) as tx:
        contact = await create_contact(tx, Form({"last_name": last_name, **fields}))
    return contact  # noqa: RET504 - a return inside the block looks to mypy as one that may not happen


async def found(company: Company, text: str, limit: int = 20) -> list[str]:
    """The names that a search gives."""
    async with db.tenant(company.tenant_id) as tx:
        names = [hit.list_name for hit in await find_contacts(tx, text, limit)]
    return names  # noqa: RET504 - likewise


async def stored(company: Company, id: UUID | str) -> Any:
    """The row as it stands."""
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow("select * from contact where id = $1", id)
