"""Doing it, and taking it back: a few statements whatever the number of dossiers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.dossiers.bulk.acts import ACTS
from odissee.tenants.dossiers.bulk.plan import Plan
from odissee.tenants.dossiers.lifecycle import DossierStatus, Trigger
from odissee.tenants.dossiers.refresh import index_again
from odissee.tenants.dossiers.visits import visit_changed

LOCK = "select id from dossier where id = any($1) order by id for update"
FLAG = {
    "urgent_at": """update dossier set urgent_at = $2
      where id = any($1) and (urgent_at is null) <> ($2::timestamptz is null) returning id""",
    "archived_at": """update dossier set archived_at = $2
      where id = any($1) and (archived_at is null) <> ($2::timestamptz is null) returning id""",
    "trashed_at": """update dossier set trashed_at = $2
      where id = any($1) and (trashed_at is null) <> ($2::timestamptz is null) returning id""",
}
FLAG_BACK = {
    "urgent_at": """update dossier d set urgent_at = f.former from unnest($1::uuid[], $2::timestamptz[]) f (id, former)
      where d.id = f.id and (d.urgent_at is null) = $3 returning d.id""",
    "archived_at": """update dossier d set archived_at = f.former from unnest($1::uuid[], $2::timestamptz[]) f (id, former)
      where d.id = f.id and (d.archived_at is null) = $3 returning d.id""",
    "trashed_at": """update dossier d set trashed_at = f.former from unnest($1::uuid[], $2::timestamptz[]) f (id, former)
      where d.id = f.id and (d.trashed_at is null) = $3 returning d.id""",
}
STATUS = """
update dossier set status_before_cancel = case when $2 = 'cancelled' then status end, status = $2, active_at = $3,
       cancel_reason = case when $2 = 'cancelled' then $4 end
 where id = any($1) and status <> $2 returning id"""
STATUS_BACK = """
update dossier d set status = f.former, active_at = $4, status_before_cancel = null, cancel_reason = null
  from unnest($1::uuid[], $2::text[]) f (id, former) where d.id = f.id and d.status = $3 returning d.id"""


async def apply_to_many(tx: TenantTransaction, plan: Plan, reason: str = "") -> Entry | None:
    """Change those that the plan changes; returns the entry that takes all back, None when nothing changed."""
    ids = [row["id"] for row in plan.changes]
    await tx.fetch(LOCK, ids)
    changed = {row["id"] for row in await _write(tx, plan, ids, reason)}
    rows = [row for row in plan.changes if row["id"] in changed]
    if not rows:
        return None
    lines = [_line(tx, plan, row, reason) for row in rows]
    await _tell(tx, plan.act.column, [row["id"] for row in rows])
    return record(
        tx, "dossier_bulk", lines[0].id, f"dossiers.{plan.act.key}",
        before={str(row["id"]): _said(row[plan.act.column]) for row in rows},
        after={"act": plan.act.key, "column": plan.act.column, "value": plan.value, "on": plan.act.on,
               "verb": plan.act.verb, "lines": {str(line.subject_id): str(line.id) for line in lines}},
    )  # fmt: skip


async def _write(tx: TenantTransaction, plan: Plan, ids: list[UUID], reason: str) -> list[Any]:
    now = clock.now()
    if plan.act.column == "status":
        return await tx.fetch(STATUS, ids, plan.value, now, reason)
    return await tx.fetch(FLAG[plan.act.column], ids, now if plan.act.on else None)


def _line(tx: TenantTransaction, plan: Plan, row: Any, reason: str) -> Entry:
    """The dossier's own line, in the words of the act done alone."""
    if plan.act.column != "status":
        flag = {plan.act.column: plan.act.on}
        return record(tx, "dossier", row["id"], plan.act.verb, dossier_id=row["id"], after=flag)
    cancelled = plan.value == DossierStatus.CANCELLED
    trigger = Trigger.CANCELLED if cancelled else Trigger.STATUS_SET
    after = {"status": plan.value, "trigger": trigger.value} | ({"reason": reason} if reason else {})
    return record(
        tx,
        "dossier",
        row["id"],
        "dossier.status",
        dossier_id=row["id"],
        before={"status": row["status"]},
        after=after,
    )


async def _tell(tx: TenantTransaction, column: str, ids: list[UUID]) -> None:
    if column == "status":
        await index_again(tx, ids)
    if column in ("status", "trashed_at"):
        for id in ids:
            await visit_changed(tx, id)
    for id in ids:
        tell(tx, "dossier", id)


def _said(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else value and str(value)


async def take_all_back(tx: TenantTransaction, entry: Any) -> None:
    """Every dossier that is still as the act left it; raises `NothingToUndo` when none is."""
    former, after = entry["before"], entry["after"]
    ids = [UUID(id) for id in former]
    if after["column"] == "status":
        back = await tx.fetch(STATUS_BACK, ids, list(former.values()), after["value"], clock.now())
    else:
        instants = [_instant(value) for value in former.values()]
        back = await tx.fetch(FLAG_BACK[after["column"]], ids, instants, not after["on"])
    if not back:
        raise NothingToUndo
    for row in back:
        line = UUID(after["lines"][str(row["id"])])
        was, now = _both(after, former[str(row["id"])])
        record(
            tx, "dossier", row["id"], f"{after['verb']}.undone", before=was, after=now, dossier_id=row["id"],
            undoes=line,
        )  # fmt: skip
    await _tell(tx, after["column"], [row["id"] for row in back])


def _both(after: Any, former: str | None) -> tuple[Any, Any]:
    if after["column"] != "status":
        return {after["column"]: after["on"]}, None
    return {"status": after["value"]}, {"status": former}


def _instant(text: str | None) -> Any:
    return datetime.fromisoformat(text) if text else None


for _act in ACTS.values():
    reversible(f"dossiers.{_act.key}", _act.permission)(take_all_back)
