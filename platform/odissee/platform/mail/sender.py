"""Who a company's mails come from: its own verified domain, or its name at the installation's."""

from dataclasses import dataclass

from odissee.platform.db import TenantTransaction
from odissee.platform.settings import settings


@dataclass(frozen=True, slots=True)
class Sender:
    """`domain`, `selector` and `sealed_key` are set when the domain is verified: the mail is then signed."""

    name: str
    address: str
    reply_to: str
    domain: str = ""
    selector: str = ""
    sealed_key: bytes = b""


SQL = """select t.name, t.slug, coalesce(c.email, '') as email, d.domain, d.local_part, d.selector, d.private_key,
                d.verified_at
           from tenant t left join company c on c.tenant_id = t.id
           left join sending_domain d on d.tenant_id = t.id where t.id = $1"""


async def sender_of(tx: TenantTransaction) -> Sender:
    """The sender as it stands now."""
    row = await tx.fetchrow(SQL, tx.tenant)
    if row is None:
        raise LookupError("a transaction without a company sends nothing")
    if row["verified_at"] is None:
        base = settings().base_host
        host = base if "." in base else f"{base}.localdomain"
        return Sender(row["name"], f"{row['slug']}@{host}", row["email"])
    address = f"{row['local_part']}@{row['domain']}"
    return Sender(row["name"], address, row["email"], row["domain"], row["selector"], row["private_key"])
