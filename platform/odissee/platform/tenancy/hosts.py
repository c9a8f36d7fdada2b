"""Hosts: `durand.odissee.fr` is a company, `console.` the operators', the bare host the public site."""

import time
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from odissee.platform.db import NOBODY, db
from odissee.platform.settings import settings

Kind = Literal["company", "site", "console", "app"]
KEEP_SECONDS = 5.0
"""A suspended company is shut out, and a new colour shown, within this time on every web process."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request arrives. `tenant_id` is `NOBODY` outside a company's host."""

    kind: Kind
    host: str
    tenant_id: UUID = NOBODY
    slug: str = ""
    name: str = "Odissée"
    status: str = "active"
    time_zone: str = "Europe/Paris"
    brand: str = "#165c8f"
    embed_origins: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        return settings().origin(self.host)


_places: dict[str, tuple[float, Place | None]] = {}


def forget_places() -> None:
    """Drop the cache after a company is created or changed (this process only)."""
    _places.clear()


def kind_of(host_header: str) -> Kind:
    """Which of the doors a Host header knocks at; no database is asked."""
    host = _bare(host_header)
    base = settings().base_host
    if host in (base, "127.0.0.1", f"www.{base}"):
        return "site"
    return {f"console.{base}": "console", f"app.{base}": "app"}.get(host, "company")  # type: ignore[return-value]


def _bare(host_header: str) -> str:
    return host_header.rsplit(":", 1)[0].lower().rstrip(".")


async def place_of(host_header: str) -> Place | None:
    """The place of a Host header; None when no company answers to it."""
    host, kind = _bare(host_header), kind_of(host_header)
    base = settings().base_host
    if kind != "company":
        return Place(kind, base if kind == "site" else host)
    return await _company(host, host.removesuffix(f".{base}") if host.endswith(f".{base}") else None)


async def _company(host: str, slug: str | None) -> Place | None:
    kept = _places.get(host)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    async with db.apart() as tx:
        row = await tx.fetchrow("select * from tenant where slug = $1 or custom_host = $2", slug, host)
    place = None if row is None else Place(
        "company", host, row["id"], row["slug"], row["name"], row["status"],
        row["time_zone"], row["brand"], tuple(row["embed_origins"]),
    )  # fmt: skip
    if len(_places) > 10_000:
        _places.clear()  # a crawler of invented hosts cannot fill the memory
    if place is None or place.status == "active":  # one that opens or comes back does so at once
        _places[host] = (time.monotonic() + KEEP_SECONDS, place)
    return place
