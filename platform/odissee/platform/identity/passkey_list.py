"""The keys that a person sees, names and removes."""

from typing import Any
from uuid import UUID

from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound


async def passkeys_of(tx: TenantTransaction, login_id: UUID) -> list[dict[str, Any]]:
    """The person's keys, whichever host they belong to; `id` is what the address of a key holds."""
    rows = await tx.fetch(
        "select credential_id, name, host, created_at, last_used_at from login_passkey where login_id = $1 order by created_at",
        login_id,
    )
    return [{**row, "id": bytes_to_base64url(row["credential_id"])} for row in rows]


async def name_passkey(tx: TenantTransaction, login_id: UUID, id: str, name: str) -> None:
    done = await tx.execute(
        "update login_passkey set name = $3 where login_id = $1 and credential_id = $2",
        login_id,
        _raw(id),
        name,
    )
    if done != "UPDATE 1":
        raise NotFound


async def remove_passkey(tx: TenantTransaction, login_id: UUID, id: str) -> None:
    done = await tx.execute(
        "delete from login_passkey where login_id = $1 and credential_id = $2", login_id, _raw(id)
    )
    if done != "DELETE 1":
        raise NotFound


def _raw(id: str) -> bytes:
    try:
        return base64url_to_bytes(id)
    except ValueError:
        raise NotFound from None
