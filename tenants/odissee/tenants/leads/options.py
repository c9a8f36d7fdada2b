"""What the company opened: its public form, the sites that may hold the box; dated choices."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError, parse_url
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

KEY = "leads"
MOST = 10
NEWEST = "select value from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1"


class BadSite(ValueError):
    """An address that cannot hold the box; the text says why."""


@dataclass(frozen=True, slots=True)
class LeadOptions:
    """`sites`: origins whose pages may show the box (`https://www.durand.fr`); `consents`: the boxes are shown."""

    open: bool = False
    consents: bool = True
    sites: Sequence[str] = field(default=())


async def options_of(tx: TenantTransaction) -> LeadOptions:
    """As they stand now."""
    value = await tx.fetchval(NEWEST, KEY, clock.now()) or {}
    return LeadOptions(
        bool(value.get("open")), bool(value.get("consents", True)), tuple(value.get("sites", ()))
    )


async def choose(tx: TenantTransaction, options: LeadOptions) -> Entry | None:
    """Keep a new choice beside the older ones; None when nothing changes."""
    before = await options_of(tx)
    if before == options:
        return None
    await _write(tx, _json(options))
    return record(tx, "setting", tx.tenant, "leads.options", before=_json(before), after=_json(options))


def _json(options: LeadOptions) -> dict[str, Any]:
    return asdict(options) | {"sites": list(options.sites)}


async def _write(tx: TenantTransaction, value: dict[str, Any]) -> None:
    await tx.execute(
        "insert into setting (key, value, valid_from) values ($1, $2, $3)", KEY, value, clock.now()
    )


@reversible("leads.options", "company.settings")
async def options_back(tx: TenantTransaction, entry: Any) -> None:
    """The choices before, unless others were made since."""
    if _json(await options_of(tx)) != entry["after"]:
        raise NothingToUndo
    await _write(tx, entry["before"])


def read_sites(typed: str) -> tuple[str, ...]:
    """One site a line, as origins; raises `BadSite` naming the wrong line."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise BadSite(f"{MOST} sites au plus. Retirez-en {len(lines) - MOST}.")
    return tuple(dict.fromkeys(_origin(line) for line in lines))


def _origin(line: str) -> str:
    try:
        parts = urlsplit(parse_url(line))
    except FieldError as error:
        raise BadSite(f"« {line[:80]} » : {error}") from None
    if parts.scheme != "https" and not (parts.hostname or "").endswith(".localhost"):
        raise BadSite(f"« {line[:80]} » n’est pas en https. Passez le site en https, puis ajoutez-le.")
    usual = 443 if parts.scheme == "https" else 80
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
