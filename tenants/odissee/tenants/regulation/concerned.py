"""Which open quotes and unvisited dossiers a dated change of rule touches (OUR-01)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from odissee.platform.db import TenantTransaction

from .clauses import Clause
from .conditions import AllOf, AnyOf
from .context import Transaction
from .rule import Rule
from .rulebook import RuleBook

OPEN = """
select d.nature, d.quote_state = 'waiting' and d.status = 'quoted' as quote,
       coalesce(array_agg(s.diagnostic) filter (where s.diagnostic is not null), '{}') as diagnostics,
       d.id, d.number, d.city, d.owner_name
  from dossier d left join dossier_service s on s.tenant_id = d.tenant_id and s.dossier_id = d.id
 where d.archived_at is null and d.trashed_at is null
   and d.status in ('to_quote', 'pre_order', 'quoted', 'to_schedule', 'scheduled')
 group by d.tenant_id, d.id order by d.number desc"""
NATURES = {
    Transaction.SALE: "sale", Transaction.COMMERCIAL_SALE: "sale", Transaction.RENTAL: "rental",
    Transaction.SEASONAL_RENTAL: "rental", Transaction.COMMERCIAL_RENTAL: "rental", Transaction.WORKS: "works",
    Transaction.DEMOLITION: "demolition", Transaction.COMMON_PARTS: "building",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coming:
    """A rule that starts or stops on a day, with the dossiers of its transactions to read again.

    `ordered` counts those that already hold its diagnostic.
    """

    on: date
    rule: Rule
    quotes: int
    unvisited: int
    ordered: int
    dossiers: Sequence[Any]

    @property
    def starts(self) -> bool:
        return self.rule.valid_from == self.on


def transactions_of(rule: Rule) -> tuple[Transaction, ...]:
    """The transactions that the condition of a rule names; none when it holds for all of them."""
    return tuple(each for each in Transaction if each.value in set(_named(rule.when.parts)))


def _named(parts: Iterable[Any]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, Clause) and part.fact == "transaction":
            yield from map(str, part.operands)
        elif isinstance(part, AllOf | AnyOf):
            yield from _named(part.parts)


async def coming_changes(tx: TenantTransaction, today: date) -> list[Coming]:
    """Every dated change to come, the nearest first, in one query; none is asked when nothing changes."""
    changes = RuleBook.bundled().changes(today, date.max)
    dossiers = await tx.fetch(OPEN) if changes else []
    return [_coming(on, rule, dossiers) for on, rule in changes]


def _coming(on: date, rule: Rule, dossiers: Sequence[Any]) -> Coming:
    natures = {NATURES[each] for each in transactions_of(rule)}
    found = [row for row in dossiers if not natures or row["nature"] in natures]
    quotes = sum(row["quote"] for row in found)
    ordered = sum(rule.diagnostic in row["diagnostics"] for row in found)
    return Coming(on, rule, quotes, len(found) - quotes, ordered, found)
