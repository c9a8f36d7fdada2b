"""Reads of the lists."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.french import fold
from odissee.tenants.lists.kinds import BASES, KINDS

VALUES = """
select v.id, v.list, v.label, v.position, v.data, v.hidden_at, v.created_at,
       case v.list
         when 'origin' then (select count(*) from dossier d where d.origin = v.label)
         when 'cancel_reason' then (select count(*) from dossier d where d.cancel_reason = v.label)
         when 'nature' then (select count(*) from dossier d where d.nature = v.data ->> 'key')
         when 'contact_type' then (select count(*) from contact c where c.type_value_id = v.id and c.merged_into is null)
         else 0 end as used,
       (select sum(b.amount_cents)::bigint from origin_budget b
         where b.list_value_id = v.id and $2 between b.starts_on and b.ends_on) as budget_cents
  from list_value v where v.list = $1 order by v.hidden_at is not null, v.position, v.label, v.id"""
NETWORKS = """
select n.id, 'network' as list, n.name as label, 0 as position, jsonb_build_object('national', n.national) as data,
       n.hidden_at, n.created_at, null::bigint as budget_cents,
       (select count(*) from contact c where c.network_id = n.id and c.trashed_at is null) as used,
       (select count(distinct k.dossier_id) from contact c join dossier_contact k on k.contact_id = c.id
         where c.network_id = n.id and 'prescriber' = any(k.roles)) as dossiers
  from agency_network n order by n.hidden_at is not null, lower(n.name), n.id"""
LABELS = "select label from list_value where list = $1 and hidden_at is null order by position, label, id"


async def values_of(tx: TenantTransaction, key: str, today: Any) -> list[Any]:
    """The values of a list, deactivated ones last, with how often each is used and its budget of the day."""
    if key == "network":
        return await tx.fetch(NETWORKS)
    await fill(tx, key)
    return await tx.fetch(VALUES, key, today)


async def active_labels(tx: TenantTransaction, key: str) -> list[str]:
    """The names that a form offers, in the company's order."""
    return [row["label"] for row in await tx.fetch(LABELS, key)]


async def fill(tx: TenantTransaction, key: str) -> None:
    """A list without any row starts with ours; one that the company emptied stays empty, since nothing is deleted."""
    kind = KINDS[key]
    if kind.defaults and not await tx.fetchval("select exists (select from list_value where list = $1)", key):
        await tx.executemany(
            """insert into list_value (id, list, label, position, data) values ($1, $2, $3, $4, $5)
               on conflict (tenant_id, list, label) do nothing""",
            [(new_id(), key, label, place, data) for place, (label, data) in enumerate(kind.defaults)],
        )  # fmt: skip


async def value_of(tx: TenantTransaction, value_id: UUID) -> Any:
    """One value or network as `values_of` gives them; raises `NotFound`."""
    row = await tx.fetchrow(
        """select id, list, label, position, data, hidden_at from list_value where id = $1
           union all select id, 'network', name, 0, jsonb_build_object('national', national), hidden_at
             from agency_network where id = $1""",
        value_id,
    )
    if row is None:
        raise NotFound
    return row


async def budgets_of(tx: TenantTransaction, value_id: UUID) -> list[Any]:
    """What an origin costs, the latest period first, with the dossiers that came over it."""
    return await tx.fetch(
        """select b.id, b.starts_on, b.ends_on, b.amount_cents,
                  (select count(*) from dossier d join list_value v on v.id = b.list_value_id
                    where d.origin = v.label and d.created_at >= b.starts_on and d.created_at < b.ends_on + 1) as dossiers
             from origin_budget b where b.list_value_id = $1 order by b.starts_on desc""",
        value_id,
    )


def base_of(row: Any) -> str:
    """The form that a type of contact follows."""
    return str(row["data"].get("base") or BASES.get(fold(row["label"]), "entreprise"))
