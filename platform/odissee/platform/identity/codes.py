"""Codes of six digits by SMS or mail: hashed, ten minutes, five tries, once."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.settings import settings

LIFE = timedelta(minutes=10)
TRIES = 5


class CodeWrong(OdisseeError):
    """Not this code; `attempts_left` tries remain."""

    def __init__(self, attempts_left: int) -> None:
        left = f"{attempts_left} essais" if attempts_left > 1 else "1 essai"
        super().__init__(f"Ce code n’est pas le bon. Il reste {left}.")
        self.attempts_left = attempts_left


class CodeExpired(OdisseeError):
    """Ten minutes have passed, the code has served, or there never was one."""

    title = "Ce code a expiré. Demandez-en un nouveau."


class CodeTooMany(OdisseeError):
    """Five tries were wrong: the code is dead."""

    status = 429

    def __init__(self, wait_minutes: int) -> None:
        unit = "minutes" if wait_minutes > 1 else "minute"
        super().__init__(f"Trop d’essais. Attendez {wait_minutes} {unit}, puis demandez un nouveau code.")
        self.wait_minutes = wait_minutes


@dataclass(frozen=True, slots=True)
class CheckedCode:
    """The proof that a person holds a phone or a mailbox: what an acceptance keeps as evidence."""

    id: UUID
    purpose: str
    subject_id: UUID
    channel: str
    sent_to: str
    issued_at: datetime
    checked_at: datetime


def _hash(id: UUID, code: str) -> bytes:
    return hmac.new(settings().secret, b"code:" + id.bytes + code.encode(), sha256).digest()


async def issue(
    tx: TenantTransaction, purpose: str, subject_id: UUID, channel: Literal["sms", "mail"], sent_to: str
) -> str:
    """A new code for the message; the former ones of the same subject die."""
    now, id, code = clock.now(), new_id(), f"{secrets.randbelow(1_000_000):06d}"
    await tx.execute(
        """update one_time_code set expires_at = $3
            where purpose = $1 and subject_id = $2 and used_at is null and expires_at > $3""",
        purpose, subject_id, now,
    )  # fmt: skip
    await tx.execute(
        """insert into one_time_code (id, purpose, subject_id, code_hash, channel, sent_to, expires_at, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        id, purpose, subject_id, _hash(id, code), channel, sent_to, now + LIFE, now,
    )  # fmt: skip
    return code


async def check(tx: TenantTransaction, purpose: str, subject_id: UUID, typed: str) -> CheckedCode:
    """Consume the code when it is the right one; blanks between the digits are forgiven.

    The try is counted in a transaction of its own before the code is compared: no rollback forgives it,
    and two guesses at once are two tries.
    """
    row = await _count_try(tx, purpose, subject_id)
    digits = re.sub(r"\D", "", typed)
    if not hmac.compare_digest(_hash(row["id"], digits), row["code_hash"]):
        raise _refusal(row)
    now = clock.now()
    done = await tx.execute(
        "update one_time_code set used_at = $2 where id = $1 and used_at is null", row["id"], now
    )
    if done != "UPDATE 1":
        raise CodeExpired
    return CheckedCode(row["id"], purpose, subject_id, row["channel"], row["sent_to"], row["created_at"], now)


async def _count_try(tx: TenantTransaction, purpose: str, subject_id: UUID) -> Any:
    async with db.apart(tx.tenant) as own:
        row = await own.fetchrow(
            """update one_time_code set tries = tries + 1 where id = (
                 select id from one_time_code where purpose = $1 and subject_id = $2 and used_at is null
                    and expires_at > $3 order by created_at desc, id desc limit 1)
               returning id, code_hash, channel, sent_to, created_at, expires_at, tries""",
            purpose, subject_id, clock.now(),
        )  # fmt: skip
    if row is None:
        raise CodeExpired
    if row["tries"] > TRIES:
        raise CodeTooMany(_minutes_left(row))
    return row


def _refusal(row: Any) -> OdisseeError:
    left = TRIES - row["tries"]
    return CodeWrong(left) if left > 0 else CodeTooMany(_minutes_left(row))


def _minutes_left(row: Any) -> int:
    return max(1, -int((clock.now() - row["expires_at"]).total_seconds() // 60))
