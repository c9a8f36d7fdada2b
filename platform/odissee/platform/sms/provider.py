"""Which provider a company has chosen; its keys lie sealed in the setting `sms.provider`."""

import base64
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import httpx

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, record
from odissee.platform.mail import seal, unseal
from odissee.platform.settings import settings
from odissee.platform.sms.gateway import Outgoing
from odissee.platform.sms.ovh import Ovh
from odissee.platform.sms.smsfactor import SmsFactor

GATEWAYS: dict[str, type[Ovh] | type[SmsFactor]] = {"ovh": Ovh, "smsfactor": SmsFactor}
NOT_KEYS = {"http", "clock", "base"}
TIMEOUT = 15.0


def key_names(name: str) -> tuple[str, ...]:
    """What the settings page asks for."""
    return tuple(field.name for field in fields(GATEWAYS[name]) if field.name not in NOT_KEYS)


async def choose_provider(tx: TenantTransaction, name: str, keys: Mapping[str, str]) -> Entry:
    """Keep the choice; `name` "" turns SMS off. The keys never enter the journal."""
    sealed = seal("sms", tx.tenant, json.dumps(dict(keys)).encode())
    value = {"name": name, "keys": base64.b64encode(sealed).decode()}
    await tx.execute(
        "insert into setting (key, value, valid_from) values ('sms.provider', $1, $2)", value, clock.now()
    )
    return record(tx, "setting", tx.tenant, "sms.provider_chosen", after={"name": name})


async def chosen(tx: TenantTransaction) -> tuple[str, dict[str, str]] | None:
    """(name, keys), or None when the company has none."""
    value = await tx.fetchval(
        "select value from setting where key = 'sms.provider' order by valid_from desc limit 1"
    )
    if not value or value["name"] not in GATEWAYS:
        return None
    return value["name"], json.loads(unseal("sms", tx.tenant, base64.b64decode(value["keys"])))


async def stays_inside(tx: TenantTransaction) -> bool:
    """Nothing leaves: a demonstration, or no provider chosen."""
    return settings().mode == "demo" or await chosen(tx) is None


async def send_by(name: str, keys: Mapping[str, Any], sms: Outgoing) -> str:
    """Hand one message to the chosen provider; returns its reference. Raises as `Gateway.send`."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as http:
        return await GATEWAYS[name](http=http, **keys).send(sms)
