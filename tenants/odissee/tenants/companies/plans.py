"""What a company may do with its plan, as data; the operators' console changes the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.french import number, typography

GIGA = 1_000_000_000
What = Literal["staff", "dossier", "storage"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Limits that the console shows and `within_plan` enforces; `storage` in bytes."""

    key: str
    label: str
    staff: int
    dossiers: int
    storage: int


PLANS = {
    plan.key: plan
    for plan in (
        Plan("essai", "Essai", 10, 60, 2 * GIGA),
        Plan("solo", "Solo", 2, 120, 20 * GIGA),
        Plan("equipe", "Équipe", 12, 800, 120 * GIGA),
        Plan("reseau", "Réseau", 80, 6_000, 900 * GIGA),
    )
}
"""Dossiers are counted by calendar month of the company."""

COUNT: dict[What, str] = {
    "staff": """select count(*) from membership where kind = 'staff' and revoked_at is null
                   and coalesce(active_until >= $1, true)""",
    "dossier": """select count(*) from dossier d join tenant t on t.id = d.tenant_id
                    where d.created_at >= date_trunc('month', $1::date::timestamp) at time zone t.time_zone""",
    "storage": "select coalesce(sum(size), 0)::bigint from stored_file where $1::date is not null",
}
ALLOWED: dict[What, Callable[[Plan], tuple[int, str]]] = {
    "staff": lambda plan: (plan.staff, f"{plan.staff} collaborateurs"),
    "dossier": lambda plan: (plan.dossiers, f"{number(plan.dossiers)} dossiers par mois"),
    "storage": lambda plan: (plan.storage, f"{plan.storage // GIGA} Go de fichiers"),
}


class PlanLimit(OdisseeError):
    """The plan is full: said with what it allows."""

    status = 403

    def __init__(self, limit: str) -> None:
        super().__init__(typography(f"Votre offre permet {limit}. Changez d’offre pour en ajouter."))


async def used(tx: TenantTransaction, what: What) -> int:
    """How much of it the company of `tx` uses now."""
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    count: int = await tx.fetchval(COUNT[what], clock.today(zone))
    return count


async def within_plan(tx: TenantTransaction, what: What, adding: int = 1) -> None:
    """Raise `PlanLimit` when `adding` more would pass the plan; two at once wait for each other."""
    plan = PLANS.get(await tx.fetchval("select plan from tenant where id = $1", tx.tenant), PLANS["essai"])
    await tx.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"plan:{what}:{tx.tenant}")
    allowed, label = ALLOWED[what](plan)
    if await used(tx, what) + adding > allowed:
        raise PlanLimit(label)
