"""The address of a dossier: whoever writes to it hands its attachments in. It gives nothing to read."""

import base64
import re
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.identity import company_origin

TOKEN = re.compile(r"dossier\+([a-z2-7]{16})@", re.IGNORECASE)
INSERT = """insert into dossier_mailbox (id, dossier_id, token) values ($1, $2, $3)
  on conflict (tenant_id, dossier_id) do nothing"""
ASKED = "select token from dossier_mailbox where dossier_id = $1"


async def address_of_dossier(tx: TenantTransaction, dossier_id: UUID) -> str:
    """« dossier+k3f…@durand.odissee.fr », made once for a dossier."""
    token = await tx.fetchval(ASKED, dossier_id)
    if token is None:
        made = base64.b32encode(secrets.token_bytes(10)).decode().lower()
        await tx.execute(INSERT, new_id(), dossier_id, made)
        token = await tx.fetchval(ASKED, dossier_id)
    return f"dossier+{token}@{urlsplit(await company_origin(tx)).hostname}"


def tokens_in(recipients: Iterable[str]) -> tuple[str, ...]:
    """The tokens that these addresses hold, each once."""
    found = (token.lower() for line in recipients for token in TOKEN.findall(line))
    return tuple(dict.fromkeys(found))


async def dossiers_at(tx: TenantTransaction, tokens: Iterable[str]) -> list[UUID]:
    """The dossiers of these tokens that still take mail."""
    rows = await tx.fetch(
        """select m.dossier_id from dossier_mailbox m join dossier d on d.id = m.dossier_id
            where m.token = any($1::text[]) and d.trashed_at is null""",
        list(tokens),
    )
    return [row["dossier_id"] for row in rows]
