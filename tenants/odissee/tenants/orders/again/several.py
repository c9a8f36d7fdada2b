"""Every dwelling of a list as an order of its own, from one order that says the mission and the landlord."""

from dataclasses import dataclass, replace

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.rights import Actor
from odissee.tenants.orders.again.grid import Dwelling, Grid
from odissee.tenants.orders.compute import compute
from odissee.tenants.orders.draft import Draft, draft_of, insert
from odissee.tenants.orders.known_people import Named, create_named, recognised
from odissee.tenants.orders.order import NO_PRICE, Order
from odissee.tenants.orders.save import Saved, save_order

OF_ONE = ("lot", "floor", "door", "surface", "rooms", "internal_ref", "occupant_id", "occupant_name",
          "requester_occupies", "visit_date", "visit_hour", "visit_staff", "address_from")  # fmt: skip
"""What the first order may say of its own dwelling, and no other one inherits."""


class SeveralRefused(OdisseeError):
    """Some lines are wrong: nothing was created."""

    status = 422


@dataclass(frozen=True, slots=True)
class Line:
    """A dwelling with its order as computed; `faults` in words, empty when it may be created."""

    dwelling: Dwelling
    order: Order
    faults: list[str]


async def lines_of(tx: TenantTransaction, actor: Actor, base: Draft, grid: Grid) -> list[Line]:
    """What each line would become; nothing is written."""
    lines = []
    for one in grid.dwellings:
        order = await compute(tx, actor, replace(base, data=_data(base, one)))
        lines.append(Line(one, order, _faults(order)))
    return lines


def _data(base: Draft, one: Dwelling) -> dict[str, str]:
    return {name: value for name, value in base.data.items() if name not in OF_ONE} | one.fields


def _faults(order: Order) -> list[str]:
    lacks = [sentence for sentence, where in order.missing if (sentence, where) != NO_PRICE]
    return [*order.errors.values(), *lacks]


async def create_all(tx: TenantTransaction, actor: Actor, base: Draft, grid: Grid) -> list[Saved]:
    """All of them, or `SeveralRefused` (or what one of them raises) and nothing; the first order is then closed."""
    wrong = [line.dwelling.number for line in await lines_of(tx, actor, base, grid) if line.faults]
    if wrong:
        raise SeveralRefused(
            f"Corrigez d’abord {'la ligne' if len(wrong) == 1 else 'les lignes'} {', '.join(map(str, wrong))}."
        )
    saved = [await _create(tx, actor, base, one) for one in grid.dwellings]
    await tx.execute("update order_draft set closed_at = $2 where id = $1", base.id, clock.now())
    return saved


async def _create(tx: TenantTransaction, actor: Actor, base: Draft, one: Dwelling) -> Saved:
    data = _data(base, one) | await _occupant(tx, actor, one)
    draft_id = await insert(tx, actor, base.mode, data)
    return await save_order(tx, actor, await draft_of(tx, actor, draft_id))


async def _occupant(tx: TenantTransaction, actor: Actor, one: Dwelling) -> dict[str, str]:
    """The contact who has this phone, else a new one: a name alone never makes two people one."""
    if not one.occupant:
        return {}
    named = Named("occupant", one.occupant, one.phone)
    await recognised(tx, actor, named)
    sure = [hit for hit, reason in named.known if named.number and reason != "même nom"]
    id, name = (str(sure[0].id), sure[0].name) if len(sure) == 1 else await create_named(tx, named)
    return {"occupant_id": id, "occupant_name": name}
