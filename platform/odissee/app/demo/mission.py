"""One mission: a property as an office types it, what the real rules of law ask of it, and its real price."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from odissee.app.demo.places import Place, draw, street
from odissee.app.demo.world import World
from odissee.platform.fields import Form
from odissee.tenants.catalogue import Diagnostic
from odissee.tenants.orders.facts import read_context
from odissee.tenants.orders.modes import OPERATIONS, Operation, law_type
from odissee.tenants.pricing import (
    OrderTotals,
    PriceContext,
    UnitPrice,
    order_totals,
    price_order,
    typed_offer,
    unit_price,
    vat_regime,
)
from odissee.tenants.regulation import Requirement, RuleBook, Verdict, required

ASKED_FOR_WORKS = {"works": ("RAAT",), "demolition": ("DEMO_ASBESTOS", "PEMD"), "common_parts": ("DTA",)}
BY_DEFAULT = ("DPE",)
OPERATION = {
    "sale": 60,
    "rental": 24,
    "management": 4,
    "works": 5,
    "demolition": 1,
    "common_parts": 3,
    "commercial_sale": 3,
}
HEATING = {
    "individual_gas": 38, "individual_electric": 30, "heat_pump": 10, "individual_oil": 8, "collective": 8, "wood": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """A diagnostic to be done, the verdict that asked for it, its price alone."""

    diagnostic: Diagnostic
    requirement: Requirement | None
    cents: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Mission:
    """`data` is what was typed, field by field, as the draft of an order keeps it."""

    data: dict[str, str]
    operation: Operation
    columns: dict[str, Any]
    services: list[Service]
    totals: OrderTotals
    mode: str


def draw_mission(world: World, on: date) -> Mission:
    """A property of the region with whatever the caller happened to know of it."""
    place = draw(world.chance, world.places)
    key = world.chance.one(OPERATION)
    data = _typed(world, key, place)
    operation, columns = OPERATIONS[key], _columns(data, place, street(world.chance))
    found = required(read_context(Form(data), operation, columns), on, RuleBook.bundled())
    context = _price_context(world, on, operation, data, columns)
    services = _services(world, operation, found, context)
    totals, mode = _price(services, context, world)
    return Mission(data, operation, columns, services, totals, mode)


def _typed(world: World, key: str, place: Place) -> dict[str, str]:
    chance = world.chance
    kind = {"common_parts": "building", "commercial_sale": "commercial", "demolition": "house"}.get(key)
    kind = kind or ("flat" if chance.hit(0.7 if place.commune.population > 15_000 else 0.2) else "house")
    year = int(chance.triangular(1890, 2019, 1976))
    rooms = chance.choice((1, 2, 2, 3, 3, 4) if kind == "flat" else (3, 4, 5, 5, 6, 7))
    surface = rooms * 17 + chance.randrange(8, 30) if kind in ("flat", "house") else chance.randrange(60, 900)
    known = {
        "transaction": key, "type": kind, "rooms": str(rooms) if kind in ("flat", "house") else "", "surface": str(surface),
        "built_year": str(year) if chance.hit(0.9) else "", "permit_on": str(year - 1) if chance.hit(0.85) else "",
        "co_owned": "yes" if kind in ("flat", "building") else "no", "use": "shop" if kind == "commercial" else "main_home",
        "sewer": "public" if place.commune.population > 3_000 or chance.hit(0.5) else "individual",
        "erp_zone": "yes" if chance.hit(0.9) else "", "peb_zone": "no", "merule_zone": "no",
    }  # fmt: skip
    known |= _installations(world, kind, year)
    return {name: value for name, value in known.items() if value}


def _installations(world: World, kind: str, year: int) -> dict[str, str]:
    heating = world.chance.one(HEATING) if kind != "building" else "collective"
    age = "old" if year < 2008 and world.chance.hit(0.85) else "recent"
    gas = age if heating == "individual_gas" else world.chance.one({"none": 8, "old": 1, "": 1})
    return {
        "heating": heating,
        "gas": gas,
        "electricity": age,
        "termites": "yes" if world.chance.hit(0.4) else "",
    }


def _columns(data: dict[str, str], place: Place, address: str) -> dict[str, Any]:
    """Columns of the property; nobody has looked its address up, so it lies at its commune and says so."""
    commune = place.commune
    return {
        "type": data["type"], "typed_address": f"{address}, {commune.postcodes[0]} {commune.name}", "address": address,
        "postcode": commune.postcodes[0], "city": commune.name, "insee": commune.insee, "lat": commune.lat,
        "lon": commune.lon, "match_label": commune.name, "match_kind": "municipality",
        "surface": Decimal(data["surface"]), "rooms": int(data["rooms"]) if "rooms" in data else None,
        "built_year": int(data["built_year"]) if "built_year" in data else None, "permit_on": data.get("permit_on", ""),
        "context": data,
    }  # fmt: skip


def _price_context(
    world: World, on: date, operation: Operation, data: dict[str, str], columns: dict[str, Any]
) -> PriceContext:
    kind = law_type(operation, data["type"])
    return PriceContext(
        on=on, site=str(world.site_id), vat=vat_regime(columns["postcode"], franchise=False),
        transaction=operation.price_key, property_type=kind.value if kind else "", rooms=columns["rooms"],
        surface=columns["surface"],
    )  # fmt: skip


def _services(
    world: World, operation: Operation, found: list[Requirement], context: PriceContext
) -> list[Service]:
    """What the law asks and the company sells, what the mission itself is, and sometimes the private surface."""
    by_code = {one.diagnostic: one for one in found}
    asked = {code for code, one in by_code.items() if one.verdict is Verdict.REQUIRED}
    asked |= set(ASKED_FOR_WORKS.get(operation.key, ()))
    offered = [one for one in world.diagnostics if one.offered_for(context.transaction)]
    chosen = [one for one in offered if one.code in asked] or [
        one for one in offered if one.code in BY_DEFAULT
    ]
    return [_service(one, by_code.get(one.code), context, world) for one in chosen]


def _service(
    one: Diagnostic, requirement: Requirement | None, context: PriceContext, world: World
) -> Service:
    alone = unit_price(one.priced, context, world.tariff.rows)
    if isinstance(alone, UnitPrice):
        return Service(one, requirement, alone.amount, alone.minutes)
    return Service(one, requirement, None, one.minutes)


def _price(services: list[Service], context: PriceContext, world: World) -> tuple[OrderTotals, str]:
    """The offer that the order page proposes; a price typed by hand where the tariff has none."""
    items = [service.diagnostic.priced for service in services]
    offer = price_order(items, context, world.tariff).proposed
    if not offer.complete:
        offer = typed_offer(world.chance.randrange(18, 70) * 1000, items, context)
    return order_totals(offer), offer.mode.value
