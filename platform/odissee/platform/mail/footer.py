from collections.abc import Mapping
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.texts import default_text, fill, newest

ACCOUNT = ("mail.account_", "mail.password_", "mail.new_device")


async def footer(
    tx: TenantTransaction, key: str, values: Mapping[str, Any], unsubscribe: str | None = None
) -> str:
    """Why the person receives this and what they may do about it; empty for the company's own people."""
    if unsubscribe is not None:
        name = "mail.footer_optout"
    elif key.startswith(ACCOUNT):
        name = "mail.footer_account"
    elif is_internal(key):
        return ""
    else:
        name = "mail.footer"
    return fill((await newest(tx, name)).body, values)


def is_internal(key: str) -> bool:
    """Mails to staff open without a greeting."""
    bodies = default_text(key).variants.values()
    return not any(body.startswith(("{{ greeting }}", "Maître", "Bonjour")) for body in bodies)
