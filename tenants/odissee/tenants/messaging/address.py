"""To whom: people one by one, everybody of a site, the whole team; read from the boxes of the form."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.staff import active_staff

EVERYBODY = "all"
SITES = "select id, name from site where closed_at is null order by name"


@dataclass(frozen=True, slots=True)
class Book:
    """Whom one may write to: colleagues at work today, and the sites."""

    colleagues: list[Any]
    sites: list[Any]


@dataclass(slots=True)
class Addressed:
    """`audience` names a group, so that its readers know who else reads."""

    members: set[UUID] = field(default_factory=set)
    audience: str = ""


async def book_of(tx: TenantTransaction, actor: Actor) -> Book:
    """Everybody but oneself."""
    today = clock.today(await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant))
    colleagues = [one for one in await active_staff(tx, today) if one["membership_id"] != actor.membership_id]
    return Book(colleagues, await tx.fetch(SITES))


def addressed(book: Book, ticked: set[str]) -> Addressed:
    """Boxes « m:<membership> », « s:<site> », « all »; what names nobody of the book is left out."""
    found, names = Addressed(), []
    if EVERYBODY in ticked:
        found.members |= {one["membership_id"] for one in book.colleagues}
        names.append("Toute l’équipe")
    for site in book.sites:
        if f"s:{site['id']}" in ticked:
            found.members |= {one["membership_id"] for one in book.colleagues if works_at(one, site["id"])}
            names.append(f"Site de {site['name']}")
    found.members |= {
        one["membership_id"] for one in book.colleagues if f"m:{one['membership_id']}" in ticked
    }
    found.audience = ", ".join(names)
    return found


def works_at(person: Any, site_id: UUID) -> bool:
    """Somebody without sites works at all of them."""
    return person["site_ids"] is None or site_id in person["site_ids"]
