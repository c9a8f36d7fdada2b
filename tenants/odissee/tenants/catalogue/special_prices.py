"""Price lists agreed with a prescriber, a main account or a network: made, changed, ended (SET-07)."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, record, reversible
from odissee.tenants.catalogue.tables import SpecialPrice
from odissee.tenants.companies import FieldRefused, differences, put_back

LIST = """
select s.*, coalesce(c.last_name, n.name) as beneficiary,
       (select count(*) from unit_price u where u.special_price_id = s.id and (u.valid_to is null or u.valid_to >= $1)) as prices,
       (select count(*) from pack p where p.special_price_id = s.id and (p.valid_to is null or p.valid_to >= $1)) as packs
  from special_price s
  left join contact c on c.tenant_id = s.tenant_id and c.id = s.contact_id
  left join agency_network n on n.tenant_id = s.tenant_id and n.id = s.network_id
 order by s.ended_at is not null, s.name"""
ONE = """
select s.*, coalesce(c.last_name, n.name) as beneficiary from special_price s
  left join contact c on c.tenant_id = s.tenant_id and c.id = s.contact_id
  left join agency_network n on n.tenant_id = s.tenant_id and n.id = s.network_id where s.id = $1"""
CONTACTS = """
select id from contact where lower(last_name) = lower($1) and trashed_at is null and merged_into is null limit 2"""
NETWORK = "select id from agency_network where lower(name) = lower($1)"
NAMES = """
(select last_name as name from contact where kind = 'pro' and trashed_at is null and merged_into is null
  order by last_name limit 300) union (select name from agency_network order by name limit 100) order by 1"""


async def special_prices(tx: TenantTransaction, on: Any) -> list[Any]:
    """Every list, those in force first, with how many prices and packs of its own it holds."""
    return await tx.fetch(LIST, on)


async def special_price(tx: TenantTransaction, id: UUID) -> dict[str, Any]:
    row = await tx.fetchrow(ONE, id)
    if row is None:
        raise NotFound
    return dict(row)


async def beneficiary_of(tx: TenantTransaction, kind: str, name: str) -> dict[str, Any]:
    """The columns that say for whom; raises `FieldRefused` when no contact or network, or two, bear the name."""
    if kind == "network":
        network = await tx.fetchval(NETWORK, name)
        if network is None:
            raise FieldRefused(
                "Aucun réseau ne porte ce nom. Créez-le dans Contacts, ou choisissez-le dans la liste."
            )
        return {"contact_id": None, "network_id": network, "sub_accounts": False}
    found = await tx.fetch(CONTACTS, name)
    if not found:
        raise FieldRefused(
            "Aucun contact ne porte ce nom. Créez-le dans Contacts, ou choisissez-le dans la liste."
        )
    if len(found) > 1:
        raise FieldRefused(
            "Plusieurs contacts portent ce nom. Fusionnez-les, ou précisez le nom de l’un d’eux."
        )
    return {"contact_id": found[0]["id"], "network_id": None, "sub_accounts": kind == "main_account"}


async def add_special_price(tx: TenantTransaction, values: dict[str, Any]) -> Entry:
    row = SpecialPrice(**values)
    await row.save()
    return record(tx, "special_price", row.id, "special_price.added", after={"name": values["name"]})


async def change_special_price(tx: TenantTransaction, id: UUID, values: dict[str, Any]) -> Entry | None:
    """Write what differs; None when nothing does."""
    old, new = differences(await special_price(tx, id), values)
    if not new:
        return None
    await SpecialPrice.update({name: values[name] for name in new}, force=True).where(SpecialPrice.id == id)
    return record(tx, "special_price", id, "special_price.changed", before=old, after=new)


async def end_special_price(tx: TenantTransaction, id: UUID, ended: bool) -> Entry | None:
    """No order uses it any more, whatever its dates; its prices stay for when it resumes."""
    return await change_special_price(tx, id, {"ended_at": clock.now() if ended else None})


@reversible("special_price.added", "catalogue.manage")
async def adding_back(tx: TenantTransaction, row: Any) -> None:
    await end_special_price(tx, row["subject_id"], ended=True)


@reversible("special_price.changed", "catalogue.manage")
async def change_back(tx: TenantTransaction, row: Any) -> None:
    await put_back(SpecialPrice, SpecialPrice.id, row["subject_id"], row)
