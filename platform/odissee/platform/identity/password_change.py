"""A new password: chosen by its holder alone; the other sessions end everywhere and a mail says so."""

import asyncio
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form, parse_password
from odissee.platform.identity import capability
from odissee.platform.identity.accounts import Account
from odissee.platform.identity.letters import tell_password_changed
from odissee.platform.identity.passwords import hash_password
from odissee.platform.identity.session_list import end_sessions
from odissee.platform.journal import record

RESET = "password_reset"


def read_new_password(form: Form, *personal: str) -> str:
    """The field `password`, with its faults noted in the form; « » when it is not acceptable."""
    missing = "error.required"
    return (
        form.read(
            "password", lambda raw: parse_password(raw, personal=personal), required=True, missing=missing
        )
        or ""
    )


async def set_password(tx: TenantTransaction, login_id: UUID, password: str) -> None:
    """Store the hash; sessions opened before this instant are worth nothing any more, in any company."""
    hashed = await asyncio.to_thread(hash_password, password)
    await tx.execute(
        """update login set password_hash = $2, password_changed_at = $3, failures = 0, locked_until = null
            where id = $1""",
        login_id, hashed, clock.now(),
    )  # fmt: skip


async def change_password(tx: TenantTransaction, account: Account, password: str) -> None:
    """Set it, end every session of the person, cancel the reset links, write the mail and the journal.

    The caller opens a new session for the browser at hand.
    """
    tx.state.setdefault("actor_name", account.name)
    await set_password(tx, account.login_id, password)
    await end_sessions(tx, account.membership_id)
    await capability.revoke(tx, RESET, account.membership_id)
    await tell_password_changed(tx, account)
    record(tx, "membership", account.membership_id, "access.password_changed")
