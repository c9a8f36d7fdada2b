"""An operator's login: password, then a code; who has no second step yet enrols it there and then."""

from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.identity.accounts import read_address
from odissee.platform.identity.passwords import email_hash
from odissee.platform.identity.proof import QUARTER, WrongLogin, limit_account, verified
from odissee.platform.limits import forgive, limit

FIND = """select o.id, o.login_id, o.name, l.password_hash, l.totp_on is not null as second_step
            from operator o join login l on l.id = o.login_id where l.email_hash = $1 and o.revoked_at is null"""


@dataclass(frozen=True, slots=True)
class OperatorAccount:
    """An operator whose password was right; not inside yet."""

    id: UUID
    login_id: UUID
    name: str
    second_step: bool


async def prove_operator(tx: TenantTransaction, typed_email: str, password: str, ip: str) -> OperatorAccount:
    """Raises `WrongLogin` or `TooMany`, as for everybody."""
    email = read_address(typed_email)
    await limit("login.address", "console", ip, count=20, seconds=QUARTER)
    await limit_account("console", email)
    row = await tx.fetchrow(FIND, email_hash(email))
    if not await verified(password, row["password_hash"] if row else None) or row is None:
        raise WrongLogin
    await forgive("login.account", "console", email_hash(email))
    return OperatorAccount(row["id"], row["login_id"], row["name"], row["second_step"])


async def operator_by_login(tx: TenantTransaction, login_id: UUID) -> UUID | None:
    found: UUID | None = await tx.fetchval(
        "select id from operator where login_id = $1 and revoked_at is null", login_id
    )
    return found
