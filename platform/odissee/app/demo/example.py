"""Example data inside a company that exists: a dozen dossiers of invented people, each name followed by « (exemple) ».

Every dossier, contact and property is marked in `example_row` before it is written; `example_data` (a function of the
owner of the tables) takes away what is marked and all that grew on it, and nothing else. Numbers are apart: dossiers
below the first number of a company, quotes « EXEMPLE-0001 », answers in a chain of their own.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from odissee.app.demo import names
from odissee.app.demo.agenda import SLOTS
from odissee.app.demo.dossier import make_dossier
from odissee.app.demo.found import make_search_rows
from odissee.app.demo.journal import number_acts
from odissee.app.demo.load import settle
from odissee.app.demo.messages import make_sendings
from odissee.app.demo.mission import draw_mission
from odissee.app.demo.people import organisation
from odissee.app.demo.places import places_around
from odissee.app.demo.printing import print_later
from odissee.app.demo.quote import chain_answers, number_quotes
from odissee.app.demo.recipe import ALL, DURAND, Member, Recipe
from odissee.app.demo.seeded import PARIS, Chance
from odissee.app.demo.story import OWED, tell
from odissee.app.demo.world import Colleague, World
from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import NotFound
from odissee.tenants.companies import EXAMPLE_SERIES
from odissee.tenants.dossiers.opening import FIRST_NUMBER

MARK = " (exemple)"
AGES = (44, 36, 30, 24, 20, 16, 13, 11, 8, 6, 4, 3, 2, 1)
"""Days since each dossier began."""
NUMBERS_FROM = FIRST_NUMBER - 1_000
KINDS = ("agency_network", "contact", "property", "dossier")
JOURNAL = "update journal_head set seq = seq + $1 returning seq - $1"
WORDS = (
    "insert into search_word (form, word) select * from unnest($1::text[], $2::text[]) on conflict do nothing"
)


class FreshIds(Chance):
    """The same story each time under new identifiers: what real work kept of an earlier load is another row."""

    def id_at(self, instant: datetime) -> UUID:
        return UUID(int=super().id_at(instant).int ^ secrets.randbits(62))


async def load_examples(tx: TenantTransaction) -> None:
    """Write them for the company of `tx`; the person who asks plays every part."""
    world = await _world(tx)
    await settle(tx, world)
    _make_people(world)
    owed = dict(OWED)
    for days in AGES:
        begun = world.chance.at_work(world.now - timedelta(days=days)).astimezone(UTC)
        begun = min(begun, world.now - timedelta(hours=4 + days))
        story = tell(world.chance, begun, world.now, owed)
        story.trashed = False  # an example that nobody sees in the list shows nothing
        make_dossier(world, story, draw_mission(world, begun.date()))
    await _complete(tx, world)
    await _mark(tx, world)
    await _write(tx, world)


async def _world(tx: TenantTransaction) -> World:
    tenant = await tx.fetchrow("select slug, name, brand, created_at from tenant where id = $1", tx.tenant)
    company = await tx.fetchrow("select * from company")
    site = await tx.fetchval("select id from site order by id limit 1")
    recipe = _recipe(tenant, company)
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    world = World(
        recipe, FreshIds(f"exemple:{tx.tenant}"), now, now - timedelta(days=max(AGES) + 20), site, mark=MARK
    )
    world.places = places_around(recipe)
    world.team = await _team(tx)
    world.counters["dossier"] = NUMBERS_FROM
    for start in await tx.fetch("select staff_id, lower(during) as at from appointment where active"):
        local = start["at"].astimezone(PARIS)
        world.agenda.taken |= {(start["staff_id"], local.date(), slot) for slot in range(len(SLOTS))}
    return world


def _recipe(tenant: Any, company: Any) -> Recipe:
    """Around the company's own commune when it has said which, around Pau otherwise."""
    return Recipe(
        tenant["slug"], tenant["name"], "", 0, company["siren"], company["address"], company["postcode"],
        company["insee"] or DURAND.insee, DURAND.landline, tenant["brand"], 1.0, 45, only_dept=False, staff=(),
    )  # fmt: skip


async def _team(tx: TenantTransaction) -> list[Colleague]:
    """The person who asks, as office, sales and technician: nobody else is put to work by an example."""
    actor = tx.state.get("actor")
    row = await tx.fetchrow(
        """select m.id, m.staff_id, s.first_name, s.last_name, s.initials from membership m
             join staff_member s on s.id = m.staff_id where m.kind = 'staff' and m.revoked_at is null
            order by m.id <> $1, m.id limit 1""",
        actor.membership_id if actor else UUID(int=0),
    )
    if row is None:
        raise NotFound
    return [
        Colleague(Member(row["first_name"], row["last_name"], profile, row["initials"], ALL), row["staff_id"], row["id"])
        for profile in ("owner", "office", "sales", "technician")
    ]  # fmt: skip


def _make_people(world: World) -> None:
    """One or two professionals of each kind that asks for diagnostics."""
    for name in names.AGENCY_NAMES[:2]:
        world.contacts.setdefault("agence", []).append(organisation(world, "agence", name))
    for kind, name in (("syndic", names.SYNDICS[0]), ("bailleur", names.LANDLORDS[0])):
        world.contacts[kind] = [organisation(world, kind, name)]
    last = world.chance.choice(names.LAST)
    notary = organisation(world, "notaire", f"Étude {last}", person=f"Maître {last}", civility="Maître")
    world.contacts["notaire"] = [notary]


async def _complete(tx: TenantTransaction, world: World) -> None:
    number_quotes(world, EXAMPLE_SERIES)
    chain_answers(world)
    for answer in world.rows["quote_answer"]:
        answer["example"] = True
    make_search_rows(world)
    await make_sendings(tx, world)
    print_later(world)
    for job in world.rows["job"]:
        job["id"] = new_id()
    number_acts(world)
    prefix = "number:EXEMPLE-"
    if prefix in world.counters:
        world.rows.add("counter", name=prefix, value=world.counters[prefix])


async def _mark(tx: TenantTransaction, world: World) -> None:
    """Before the rows themselves: a row that lives already cannot be marked."""
    marks = [(row["id"], kind) for kind in KINDS for row in world.rows[kind]]
    await tx.executemany("insert into example_row (id, kind) values ($1, $2)", marks)


async def _write(tx: TenantTransaction, world: World) -> None:
    """The journal goes on from where the company's is; words that it knows already are not learned twice."""
    world.rows.pop("journal_head")
    words = world.rows.pop("search_word", [])
    base = await tx.fetchval(JOURNAL, len(world.rows["journal_entry"]))
    for entry in world.rows["journal_entry"]:
        entry["seq"] += base
    await world.rows.write(tx)
    await tx.execute(WORDS, [row["form"] for row in words], [row["word"] for row in words])
