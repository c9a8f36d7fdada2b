"""Loading: each company in one transaction, so that a load cut short leaves nothing."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from uuid import UUID

from odissee.app.demo.book import fill_book
from odissee.app.demo.company import admit_client, chance_of, found, open_doors
from odissee.app.demo.dossier import make_dossier
from odissee.app.demo.findings import make_findings
from odissee.app.demo.found import make_search_rows
from odissee.app.demo.journal import number_acts
from odissee.app.demo.messages import make_messages
from odissee.app.demo.mission import Mission, draw_mission
from odissee.app.demo.operator import open_console
from odissee.app.demo.people import make_professionals
from odissee.app.demo.printing import print_later
from odissee.app.demo.quote import chain_answers, number_quotes
from odissee.app.demo.recipe import COMPANIES, Recipe
from odissee.app.demo.reports import make_reports, refresh_all
from odissee.app.demo.seeded import demo_id
from odissee.app.demo.story import OWED, tell
from odissee.app.demo.world import World
from odissee.app.supervisor import Fault
from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from odissee.platform.settings import settings
from odissee.platform.texts import company_words
from odissee.tenants.catalogue import diagnostics_of, install_defaults, tariff_of
from odissee.tenants.companies import terms_in_force

SEED = 2026
SPAN = timedelta(days=425)
DISTINCT = 600
"""Beyond so many dossiers a company, missions come back: what the rules said of one is said again."""


class SlugTaken(Fault):
    def __init__(self, slug: str) -> None:
        super().__init__(
            f"Une société porte déjà l’adresse « {slug} » : la démonstration n’a pas été chargée, rien n’a changé."
        )


async def load(dossiers: int = 400, seed: int = SEED, companies: Sequence[Recipe] = COMPANIES) -> None:
    """Load what is not there yet; a second load changes nothing. Raises `SlugTaken`."""
    async with connected():
        for recipe in companies:
            if not await _there(recipe):
                await _load_company(recipe, seed, round(dossiers * recipe.share))
        await open_console()


@asynccontextmanager
async def connected() -> AsyncIterator[None]:
    """The program's pool, opened here when nobody has."""
    own = db.pool is None
    if own:
        await db.connect(settings().database_url, maximum=4)
    try:
        yield
    finally:
        if own:
            await db.disconnect()


async def _there(recipe: Recipe) -> bool:
    async with db.commons() as tx:
        owner: UUID | None = await tx.fetchval("select id from tenant where slug = $1", recipe.slug)
    if owner not in (None, recipe.tenant_id):
        raise SlugTaken(recipe.slug)
    return owner is not None


async def _load_company(recipe: Recipe, seed: int, dossiers: int) -> None:
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    chance = chance_of(recipe, seed)
    world = World(recipe, chance, now, now - SPAN - timedelta(days=20), demo_id(f"site:{recipe.slug}"))
    async with db.tenant(recipe.tenant_id) as tx:
        await found(tx, world, dossiers)
        await install_defaults(tx)
        make_professionals(world)
        admit_client(world)
        await open_doors(tx, world)
        await settle(tx, world)
        _make_dossiers(world, dossiers)
        number_quotes(world)
        chain_answers(world)
        make_search_rows(world)
        await make_messages(tx, world)
        print_later(world)
        told = await make_reports(tx, world)
        make_findings(world)
        number_acts(world)
        for name, value in world.counters.items():
            world.rows.add("counter", name=name, value=value)
        await world.rows.write(tx)
        await fill_book(tx, world)
        await refresh_all(tx, told)


async def settle(tx: TenantTransaction, world: World) -> None:
    """What quotes and prices read of the company, once: its rows go first so that the real readers see them."""
    for table in ("company", "site", "staff_member"):
        await world.rows.write_now(tx, table)
    world.diagnostics = await diagnostics_of(tx)
    world.tariff = await tariff_of(tx, world.site_id, world.today)
    terms = await terms_in_force(tx, world.today)
    if terms:
        world.terms = {"number": terms["number"], "sha256": terms["sha256"], "id": str(terms["id"])}
    world.words = await company_words(tx)
    world.mission = dict(await tx.fetchrow(ABOUT, tx.tenant) or {})


ABOUT = """
select t.brand, t.time_zone, c.quote_validity_days, c.deposit_bp, c.payment_terms_days,
       null as site_legal_name, null as site_siret, null as site_vat, null as site_address, null as site_postcode,
       null as site_city, null as site_phone, null as site_email
  from tenant t join company c on c.tenant_id = t.id where t.id = $1"""


def _make_dossiers(world: World, many: int) -> None:
    """The more recent the more numerous: the company grows."""
    ages = sorted((SPAN * world.chance.random() ** 1.9 for _ in range(many)), reverse=True)
    missions: list[Mission] = []
    owed = dict(OWED)
    for age in ages:
        begun = min(world.chance.at_work(world.now - age), world.now - timedelta(hours=1) - age / 500)
        begun = begun.astimezone(UTC)
        if len(missions) < DISTINCT:
            missions.append(draw_mission(world, begun.date()))
            mission = missions[-1]
        else:
            mission = world.chance.choice(missions)
        make_dossier(world, tell(world.chance, begun, world.now, owed), mission)
