"""Models of orders: kept under a name, taken to start another one, removed with a way back."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, NothingToUndo, record, reversible
from odissee.platform.rights import Actor
from odissee.tenants.orders.draft import Draft, insert
from odissee.tenants.orders.fields import known

HELD = frozenset((
    "transaction", "type", "use", "heating", "gas", "electricity", "co_owned", "sewer", "furnished", "samples", "price",
    "price_amount", "discount_kind", "discount_value", "discount_comment", "discount_reason", "origin", "access",
    "payment_on_site", "private_comment", "public_comment", "visit_minutes", "visit_staff",
))  # fmt: skip
ALL = "select id, name, mode from order_model order by lower(name), id"
KEEP = """
insert into order_model (id, name, mode, data, created_by) values ($1, $2, $3, $4, $5)
on conflict (tenant_id, name) do update set mode = excluded.mode, data = excluded.data returning id"""
BACK = "insert into order_model (id, name, mode, data) values ($1, $2, $3, $4) on conflict do nothing returning id"


async def models(tx: TenantTransaction) -> list[Any]:
    """Of the company, by name."""
    return await tx.fetch(ALL)


async def keep_model(tx: TenantTransaction, actor: Actor, draft: Draft, name: str) -> Entry:
    """The same name again replaces the model. `name`: 1 to 60 characters."""
    former = await tx.fetchrow("select name, mode, data from order_model where name = $1 for update", name)
    data = {field: value for field, value in draft.data.items() if _is_held(field) and value}
    mode = "ddt" if draft.mode == "quick" else draft.mode
    id: UUID = await tx.fetchval(KEEP, new_id(), name, mode, data, actor.membership_id)
    after = {"name": name, "mode": mode, "data": data}
    return record(
        tx, "order_model", id, "order_model.kept", before=dict(former) if former else None, after=after
    )


def _is_held(field: str) -> bool:
    return field in HELD or (field.startswith(("d_", "ask_")) and known(field))


async def begin_from(tx: TenantTransaction, actor: Actor, model_id: UUID) -> UUID:
    """A draft that starts as the model says."""
    row = await tx.fetchrow("select mode, data from order_model where id = $1", model_id)
    if row is None:
        raise NotFound
    return await insert(tx, actor, row["mode"], dict(row["data"]))


async def remove_model(tx: TenantTransaction, model_id: UUID) -> Entry:
    """Orders that started from it stay as they are."""
    row = await tx.fetchrow("delete from order_model where id = $1 returning name, mode, data", model_id)
    if row is None:
        raise NotFound
    return record(tx, "order_model", model_id, "order_model.removed", before=dict(row))


@reversible("order_model.kept", "order.edit")
async def unkeep(tx: TenantTransaction, entry: Any) -> None:
    """As it was before, unless it was kept again since."""
    now = await tx.fetchrow(
        "select mode, data from order_model where id = $1 for update", entry["subject_id"]
    )
    after, before = entry["after"], entry["before"]
    if now is None or (now["mode"], now["data"]) != (after["mode"], after["data"]):
        raise NothingToUndo
    if before is None:
        await tx.execute("delete from order_model where id = $1", entry["subject_id"])
        return
    await tx.execute(
        "update order_model set mode = $2, data = $3 where id = $1",
        entry["subject_id"],
        before["mode"],
        before["data"],
    )


@reversible("order_model.removed", "order.edit")
async def bring_back(tx: TenantTransaction, entry: Any) -> None:
    """The model again, unless its name was given to another one."""
    before = entry["before"]
    if await tx.fetchval(BACK, entry["subject_id"], before["name"], before["mode"], before["data"]) is None:
        raise NothingToUndo
