"""Suspending, resuming, changing the plan: at once here, within five seconds everywhere."""

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict
from odissee.platform.journal import record
from odissee.platform.tenancy import forget_places
from odissee.tenants.companies import PLANS


class OtherState(Conflict):
    """Somebody was quicker, or the company has not opened."""

    title = "Cette société n’est plus dans cet état. Rechargez la page."


async def suspend(tx: TenantTransaction, reason: str) -> None:
    """Shut the company out; its data stay. Raises `OtherState`."""
    await _move(tx, "active", "suspended", reason)
    record(tx, "company", tx.tenant, "company.suspended", after={"reason": reason})


async def resume(tx: TenantTransaction) -> None:
    """Let it in again. Raises `OtherState`."""
    await _move(tx, "suspended", "active", None)
    record(tx, "company", tx.tenant, "company.resumed")


async def _move(tx: TenantTransaction, before: str, after: str, reason: str | None) -> None:
    moved = await tx.fetchval(
        "update tenant set status = $3, suspended_reason = $4 where id = $1 and status = $2 returning id",
        tx.tenant, before, after, reason,
    )  # fmt: skip
    if moved is None:
        raise OtherState
    tx.after_commit.append(_forget)


async def change_plan(tx: TenantTransaction, plan: str) -> None:
    """Another set of limits; what is above them stays, only new things are refused."""
    before = await tx.fetchval("select plan from tenant where id = $1 for update", tx.tenant)
    if plan not in PLANS or plan == before:
        raise OtherState
    await tx.execute("update tenant set plan = $2 where id = $1", tx.tenant, plan)
    record(tx, "company", tx.tenant, "company.plan_changed", before={"plan": before}, after={"plan": plan})


async def _forget() -> None:
    forget_places()
