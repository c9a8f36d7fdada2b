"""Opening a company: what it holds on its first day, in one transaction."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Gone
from odissee.platform.identity import email_hash
from odissee.platform.identity.sessions import token_hash
from odissee.platform.journal import record
from odissee.tenants.companies.default_lists import add_default_lists
from odissee.tenants.companies.terms import add_terms, default_terms

Hook = Callable[[TenantTransaction], Awaitable[None]]
ON_COMPANY_OPENED: list[Hook] = [add_default_lists]
"""Run in order in the transaction that opens the company: catalogue, prices, own lists of other features."""

FIND = """select data from signup where token_hash = $1 and confirmed_at is null and expires_at > $2
             and data ->> 'tenant_id' = $3"""


async def waiting_signup(tx: TenantTransaction, token: str) -> dict[str, Any]:
    """The request behind a confirmation link of this company; `Gone` otherwise. Changes nothing."""
    data: dict[str, Any] | None = await tx.fetchval(FIND, token_hash(token), clock.now(), str(tx.tenant))
    if data is None:
        raise Gone
    return data


async def open_company(tx: TenantTransaction, token: str) -> UUID:
    """Consume the link and open the company; returns the owner's membership."""
    data = await waiting_signup(tx, token)
    consumed = await tx.fetchval(
        "update signup set confirmed_at = $2 where token_hash = $1 and confirmed_at is null returning id",
        token_hash(token),
        clock.now(),
    )
    if consumed is None:
        raise Gone
    await tx.execute("update tenant set status = 'active' where id = $1", tx.tenant)
    owner = await _first_owner(tx, data)
    await tx.execute("insert into site (id, name) values ($1, 'Principal')", new_id())
    await add_terms(tx, default_terms(), clock.today())
    for hook in ON_COMPANY_OPENED:
        await hook(tx)
    record(tx, "company", tx.tenant, "company.opened", after={"terms_accepted_at": data["terms_accepted_at"]})
    return owner


async def _first_owner(tx: TenantTransaction, data: dict[str, Any]) -> UUID:
    """Who has a login already keeps its password: the mail proves the mailbox, not the right to change it."""
    login = await tx.fetchval(
        """insert into login (id, email_hash, password_hash, password_changed_at) values ($1, $2, $3, $4)
           on conflict (email_hash) do update set password_hash = coalesce(login.password_hash, excluded.password_hash)
           returning id""",
        new_id(), email_hash(data["email"]), data["password_hash"], clock.now(),
    )  # fmt: skip
    await tx.execute("insert into login_tenant values ($1, $2) on conflict do nothing", login, tx.tenant)
    staff, membership = new_id(), new_id()
    await tx.execute(
        "insert into staff_member (id, first_name, last_name, initials, email) values ($1, $2, $3, $4, $5)",
        staff, data["first_name"], data["last_name"], data["initials"], data["email"],
    )  # fmt: skip
    await tx.execute(
        """insert into membership (id, login_id, kind, staff_id, email, display_name, initials, profiles)
           values ($1, $2, 'staff', $3, $4, $5, $6, '{owner}')""",
        membership, login, staff, data["email"], f"{data['first_name']} {data['last_name']}", data["initials"],
    )  # fmt: skip
    return membership
