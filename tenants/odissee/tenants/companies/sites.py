"""Places of business: added, changed, closed, opened again; one at least stays open."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict, NotFound
from odissee.platform.journal import Entry, record, reversible
from odissee.tenants.companies.errors import FieldRefused
from odissee.tenants.companies.reversal import differences, put_back
from odissee.tenants.companies.tables import Site

LIST = """select s.*, (select count(*) from dossier d where d.site_id = s.id) as dossiers
            from site s order by s.closed_at is not null, s.name"""


class LastSite(Conflict):
    """A company without a site could number nothing."""

    title = "C’est le seul site ouvert. Ouvrez-en un autre avant de fermer celui-ci."


async def sites(tx: TenantTransaction) -> list[Any]:
    """Every site, open ones first, with how many dossiers it holds."""
    return await tx.fetch(LIST)


async def site_row(tx: TenantTransaction, id: UUID) -> dict[str, Any]:
    row = await tx.fetchrow("select * from site where id = $1", id)
    if row is None:
        raise NotFound
    return dict(row)


async def _refuse_same_name(tx: TenantTransaction, name: str, but: UUID | None = None) -> None:
    taken = await tx.fetchval("select id from site where lower(name) = lower($1)", name)
    if taken is not None and taken != but:
        raise FieldRefused("Un site porte déjà ce nom. Choisissez-en un autre.")


async def add_site(tx: TenantTransaction, values: dict[str, Any]) -> Entry:
    await _refuse_same_name(tx, values["name"])
    site = Site(**values)
    await site.save()
    return record(tx, "site", site.id, "site.added", after={"name": values["name"]})


async def change_site(tx: TenantTransaction, id: UUID, values: dict[str, Any]) -> Entry | None:
    before = await site_row(tx, id)
    await _refuse_same_name(tx, values["name"], id)
    old, new = differences(before, values)
    if not new:
        return None
    await Site.update({name: values[name] for name in new}, force=True).where(Site.id == id)
    return record(tx, "site", id, "site.changed", before=old, after=new)


async def close_site(tx: TenantTransaction, id: UUID) -> Entry:
    """Its dossiers stay; nothing new is opened on it. Raises `LastSite`."""
    await site_row(tx, id)
    open_ones = await tx.fetch("select id from site where closed_at is null for update")
    if [row["id"] for row in open_ones] == [id]:
        raise LastSite
    await tx.execute("update site set closed_at = $2 where id = $1 and closed_at is null", id, clock.now())
    return record(tx, "site", id, "site.closed")


async def reopen_site(tx: TenantTransaction, id: UUID) -> Entry:
    await site_row(tx, id)
    await tx.execute("update site set closed_at = null where id = $1", id)
    return record(tx, "site", id, "site.reopened")


@reversible("site.changed", "company.settings")
async def site_back(tx: TenantTransaction, row: Any) -> None:
    await put_back(Site, Site.id, row["subject_id"], row)


@reversible("site.closed", "company.settings")
async def closing_back(tx: TenantTransaction, row: Any) -> None:
    await reopen_site(tx, row["subject_id"])
