"""The people and the diagnostics of a dossier, brought to what the order says."""

from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.tenants.dossiers import attach, detach
from odissee.tenants.orders.diagnostics import Line
from odissee.tenants.orders.order import Order
from odissee.tenants.pricing import PriceMode

SERVICE = """
insert into dossier_service (id, dossier_id, diagnostic, label, price_cents, minutes, verdict, why, source, rule_status,
  position) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (tenant_id, dossier_id, diagnostic) do update set label = excluded.label,
  price_cents = excluded.price_cents, minutes = excluded.minutes, verdict = excluded.verdict, why = excluded.why,
  source = excluded.source, rule_status = excluded.rule_status, position = excluded.position"""
SUMMARY = """
select d.amount_cents as amount, d.mode, d.nature, d.origin, d.property_id::text as property,
       array(select diagnostic from dossier_service s where s.dossier_id = d.id order by diagnostic) as diagnostics,
       s.gross_cents as gross, s.discount_cents as discount, s.discount_comment, s.discount_reason,
       s.documents
  from dossier d left join order_sheet s on s.dossier_id = d.id where d.id = $1"""


async def keep_people(tx: TenantTransaction, dossier_id: UUID, order: Order) -> None:
    """Give each contact its roles; only those whom this order had when it was opened can leave the dossier."""
    rows = await tx.fetch("select contact_id, roles from dossier_contact where dossier_id = $1", dossier_id)
    now = {row["contact_id"]: set(row["roles"]) for row in rows}
    for contact_id in now.keys() & set(_opened_with(order)) - order.people.roles.keys():
        await detach(tx, dossier_id, contact_id)
    for contact_id, roles in order.people.roles.items():
        if now.get(contact_id) != {role.value for role in roles}:
            await attach(tx, dossier_id, contact_id, roles)


def _opened_with(order: Order) -> list[UUID]:
    return [UUID(id) for id in order.draft.get("opened_with").split()]


async def keep_services(tx: TenantTransaction, dossier_id: UUID, order: Order) -> None:
    """The ticked diagnostics with what the law said that day; a price each only when they are sold one by one."""
    await tx.execute(
        "delete from dossier_service where dossier_id = $1 and diagnostic <> all($2)",
        dossier_id, [line.code for line in order.ticked],
    )  # fmt: skip
    alone = order.price.chosen is not None and order.price.chosen.mode is PriceMode.UNITS
    rows = [(new_id(), dossier_id, *_service(line, alone), n) for n, line in enumerate(order.ticked)]
    if rows:
        await tx.executemany(SERVICE, rows)


def _service(line: Line, alone: bool) -> tuple[Any, ...]:
    law = line.requirement
    return (
        line.code, line.diagnostic.label, line.price if alone else None, line.minutes,
        law.verdict.value if law else None, law.why if law else "", law.source if law else "",
        law.status.value if law else "",
    )  # fmt: skip


async def summary(tx: TenantTransaction, dossier_id: UUID) -> dict[str, Any]:
    """What the journal keeps of an order, before and after."""
    row = await tx.fetchrow(SUMMARY, dossier_id)
    return dict(row) if row is not None else {}
