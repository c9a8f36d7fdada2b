"""From one company to another without typing the password again.

The person presses « Ouvrir » on their own company's host: a link for sixty seconds is made in the other
company, and a form posts it to that company's host. It serves once, only for the person who was logged in,
and only when the form comes from the host that made it.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from odissee.platform.errors import Gone, NotFound
from odissee.platform.identity import capability
from odissee.platform.identity.accounts import Account, account_by_login
from odissee.platform.identity.company_address import host_of
from odissee.platform.settings import settings

HANDOVER = "handover"
LIFE = timedelta(seconds=60)

COMPANIES = """select t.id, t.name, t.slug, t.custom_host, t.brand from login_tenant lt join tenant t on t.id = lt.tenant_id
                where lt.login_id = $1 and t.status = 'active' order by t.name limit 200"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company of the person."""

    id: UUID
    name: str
    slug: str
    custom_host: str | None
    brand: str

    @property
    def host(self) -> str:
        return host_of(self.slug, self.custom_host)

    @property
    def origin(self) -> str:
        return settings().origin(self.host)


async def companies_of(tx: TenantTransaction, login_id: UUID) -> list[Neighbour]:
    return [Neighbour(**row) for row in await tx.fetch(COMPANIES, login_id)]


async def hand_over(
    tx: TenantTransaction, login_id: UUID, target: UUID, origin: str
) -> tuple[Neighbour, str]:
    """A token that opens a session in `target`, posted from `origin`; `NotFound` for any other company."""
    company = next((one for one in await companies_of(tx, login_id) if one.id == target), None)
    if company is None or company.id == tx.tenant:
        raise NotFound
    async with db.apart(target) as other:
        account = await account_by_login(other, login_id)
        if account is None:
            raise NotFound
        token = await capability.grant(
            other, HANDOVER, account.membership_id, None, None, clock.now() + LIFE, {"origin": origin}
        )
    return company, token


async def arrive(tx: TenantTransaction, token: str, origin: str | None) -> Account:
    """Consume the token on the target's host; anything that does not fit is the same `Gone`."""
    link = await capability.use(tx, token, HANDOVER)
    tx.state["keep"] = True  # spent, even when it is refused
    row = await tx.fetchval("select login_id from membership where id = $1", link.subject_id)
    account = await account_by_login(tx, row) if row else None
    if account is None or origin is None or link.data["origin"] != origin:
        raise Gone
    return account
