"""Ten recovery codes for the day the phone is lost: shown once, hashed, each serves once."""

import hmac
import re
import secrets
from hashlib import sha256
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.settings import settings

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the signs that hands confuse (i, l, o, 0, 1)."""

HOW_MANY, LENGTH = 10, 10


def _hash(login_id: UUID, code: str) -> bytes:
    plain = re.sub(r"[^a-z0-9]", "", code.lower())
    return hmac.new(settings().secret, b"recovery:" + login_id.bytes + plain.encode(), sha256).digest()


async def new_recovery_codes(tx: TenantTransaction, login_id: UUID) -> list[str]:
    """Ten fresh codes (49 bits each); the former ones die. They are readable here and never again."""
    raw = ["".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    await tx.execute("delete from login_recovery_code where login_id = $1", login_id)
    await tx.executemany(
        "insert into login_recovery_code (login_id, code_hash) values ($1, $2)",
        [(login_id, _hash(login_id, code)) for code in raw],
    )
    return [f"{code[:5]}-{code[5:]}" for code in raw]


async def use_recovery_code(tx: TenantTransaction, login_id: UUID, typed: str) -> bool:
    """Consume a code; False when it is unknown or already served."""
    done = await tx.execute(
        "update login_recovery_code set used_at = $3 where login_id = $1 and code_hash = $2 and used_at is null",
        login_id, _hash(login_id, typed), clock.now(),
    )  # fmt: skip
    return done == "UPDATE 1"


async def codes_left(tx: TenantTransaction, login_id: UUID) -> int:
    left: int = await tx.fetchval(
        "select count(*) from login_recovery_code where login_id = $1 and used_at is null", login_id
    )
    return left
