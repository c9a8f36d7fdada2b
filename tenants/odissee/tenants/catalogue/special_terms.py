"""What was agreed with a prescriber, its main account or its network: which lists, which discount (SET-07, CREA-10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.tenants.pricing import DiscountRule

FIND = """
with party as (
  select c.id as contact_id, 0 as distance, n.place from unnest($1::uuid[]) with ordinality n(id, place)
    join contact c on c.id = n.id
  union
  select c.parent_id, 1, n.place from unnest($1::uuid[]) with ordinality n(id, place)
    join contact c on c.id = n.id where c.parent_id is not null),
network as (
  select coalesce(c.network_id, p.network_id) as network_id, min(n.place) as place
    from unnest($1::uuid[]) with ordinality n(id, place) join contact c on c.id = n.id
    left join contact p on p.id = c.parent_id
   where coalesce(c.network_id, p.network_id) is not null group by 1)
select null::uuid as list_id, c.discount_bp, 0::bigint as discount_cents, c.last_name as beneficiary,
       null::date as valid_from, null::date as valid_to, party.distance, party.place, 1 as after
  from party join contact c on c.id = party.contact_id where c.discount_bp > 0
union all
select s.id, s.discount_bp, s.discount_cents, c.last_name, s.valid_from, s.valid_to, party.distance, party.place, 0
  from party join special_price s on s.contact_id = party.contact_id and (party.distance = 0 or s.sub_accounts)
  join contact c on c.id = party.contact_id where s.ended_at is null
union all
select s.id, s.discount_bp, s.discount_cents, 'réseau ' || g.name, s.valid_from, s.valid_to, 2, network.place, 0
  from network join special_price s on s.network_id = network.network_id
  join agency_network g on g.id = network.network_id where s.ended_at is null
 order by distance, place, after, valid_from desc nulls last, list_id"""


@dataclass(frozen=True, slots=True)
class SpecialTerms:
    """`price_lists` for the context of the order and `discounts` for `pricing.systematic_discount`, the nearest first."""

    price_lists: tuple[str, ...] = ()
    discounts: tuple[DiscountRule, ...] = ()


async def special_terms(tx: TenantTransaction, contact_ids: Iterable[UUID], on_date: date) -> SpecialTerms:
    """The terms in force that day for these contacts, in one query; none without a contact.

    Nearest first: the prescriber's own list, the discount of its own sheet, then those of its main account (lists
    that hold for sub-accounts), then those of its network.
    """
    ids = list(contact_ids)
    if not ids:
        return SpecialTerms()
    rows = [row for row in await tx.fetch(FIND, ids) if _in_force(row, on_date)]
    return SpecialTerms(
        tuple(dict.fromkeys(str(row["list_id"]) for row in rows if row["list_id"])),
        tuple(_rule(row) for row in rows if row["discount_bp"] or row["discount_cents"]),
    )


def _in_force(row: Any, on_date: date) -> bool:
    return (row["valid_from"] or date.min) <= on_date <= (row["valid_to"] or date.max)


def _rule(row: Any) -> DiscountRule:
    return DiscountRule(
        row["beneficiary"], row["discount_bp"], row["discount_cents"],
        row["valid_from"] or date.min, row["valid_to"] or date.max,
    )  # fmt: skip
