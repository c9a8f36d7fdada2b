"""Where the company of a transaction answers, for links in messages."""

from odissee.platform.db import TenantTransaction
from odissee.platform.settings import settings


def host_of(slug: str, custom_host: str | None) -> str:
    return custom_host or f"{slug}.{settings().base_host}"


async def company_origin(tx: TenantTransaction) -> str:
    """`https://durand.odissee.fr`, without a final slash."""
    row = await tx.fetchrow("select slug, custom_host from tenant where id = $1", tx.tenant)
    assert row is not None  # noqa: S101  # the transaction is that of an existing company
    return settings().origin(host_of(row["slug"], row["custom_host"]))


async def company_name(tx: TenantTransaction) -> str:
    name: str = await tx.fetchval("select name from tenant where id = $1", tx.tenant)
    return name


async def time_zone(tx: TenantTransaction) -> str:
    zone: str = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    return zone
