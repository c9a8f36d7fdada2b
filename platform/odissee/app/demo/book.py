"""What the book of contacts shows beside its people: a main account, what an origin costs, the calls of the day."""

from datetime import date, timedelta

from odissee.app.demo.recipe import CLIENT
from odissee.app.demo.world import World
from odissee.platform.db import TenantTransaction

SUBS = """update contact set parent_id = (select id from contact where last_name = $1 limit 1)
           where id in (select id from contact where type = 'agence' and last_name <> $1 order by id limit 3)
             and exists (select from contact where last_name = $1)"""
BUDGET = """insert into origin_budget (id, list_value_id, starts_on, ends_on, amount_cents)
            select $1, id, $2, $3, $4 from list_value where list = 'origin' and label = 'Annuaire'"""
PEOPLE = "select id, mobile from contact where type = 'particulier' and mobile <> '' order by id desc limit 4"


async def fill_book(tx: TenantTransaction, world: World) -> None:
    """Three agencies under the one that has a login; last year's and this year's directory; four calls."""
    await tx.execute(SUBS, CLIENT[1])
    year = world.today.year
    for one in (year - 1, year):
        await tx.execute(BUDGET, world.chance.id_at(world.now), date(one, 1, 1), date(one, 12, 31), 1_450_00)
    for place, row in enumerate(await tx.fetch(PEOPLE)):
        at = world.now - timedelta(minutes=37 * (place + 1))
        await tx.execute(
            "insert into phone_call (id, phone, contact_id, at) values ($1, $2, $3, $4)",
            world.chance.id_at(at), row["mobile"], row["id"], at,
        )  # fmt: skip
