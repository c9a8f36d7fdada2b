"""What every mail knows without being told: the company, who writes, the polite words around."""

from collections.abc import Mapping
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.settings import settings
from odissee.platform.texts import company_words, fill, newest


async def filled(
    tx: TenantTransaction, variables: Mapping[str, Any], unsubscribe: str | None = None
) -> dict[str, Any]:
    """The given values over the ones that are always known."""
    company = await company_words(tx)
    slug, brand = (await tx.fetchrow("select slug, brand from tenant where id = $1", tx.tenant)) or ("", "")
    actor = tx.state.get("actor")
    values: dict[str, Any] = {
        **company,
        "greeting": "Bonjour,",
        "sender_name": actor.name if actor and actor.kind == "staff" else "",
        "sender_phone": company["company_phone"],
        "privacy_link": f"{settings().origin(f'{slug}.{settings().base_host}')}/donnees",
        "optout_link": unsubscribe or "",
        **variables,
        "_brand": brand,
    }
    values.setdefault("signature", await _signature(tx, values))
    return values


async def _signature(tx: TenantTransaction, values: Mapping[str, Any]) -> str:
    source = (await newest(tx, "mail.signature")).body
    if not values.get("sender_name"):
        source = source.replace("{{ sender_name }}, ", "")
    return fill(source, values)
