"""The book of contacts: agencies, notaries, syndics, landlords, and the private people who sell and let."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from odissee.app.demo import names
from odissee.app.demo.places import draw, street
from odissee.app.demo.recipe import CLIENT, plain
from odissee.app.demo.world import World
from odissee.tenants.contacts import searchable_text
from odissee.tenants.contacts.searchable import name_key


def make_professionals(world: World) -> None:
    """Those who bring the missions; the first agency has a login."""
    networks = [_network(world, name) for name in names.NETWORKS]
    agencies = (
        [CLIENT[1], *names.AGENCY_NAMES]
        if world.recipe.slug.startswith("durand")
        else list(names.AGENCY_NAMES[7:])
    )
    for place, name in enumerate(dict.fromkeys(agencies)):
        network = networks[place % 2] if place % 3 == 0 else None
        world.contacts.setdefault("agence", []).append(
            organisation(world, "agence", name, network_id=network)
        )
    for _ in range(6):
        last = _last(world)
        world.contacts.setdefault("notaire", []).append(
            organisation(world, "notaire", f"Étude {last}", person=f"Maître {last}", civility="Maître")
        )
    for kind, choices in (("syndic", names.SYNDICS), ("bailleur", names.LANDLORDS)):
        world.contacts[kind] = [organisation(world, kind, name) for name in choices]


def _network(world: World, name: str) -> Any:
    id = world.chance.id_at(world.since)
    world.rows.add("agency_network", id=id, name=name, national=True, created_at=world.since)
    return id


def organisation(
    world: World, kind: str, name: str, *, person: str = "", civility: str = "", network_id: Any = None
) -> dict[str, Any]:
    """A professional contact, born before the first dossier."""
    chance, at = world.chance, world.since + timedelta(hours=world.chance.randrange(1, 200))
    mail = CLIENT[0] if name == CLIENT[1] else f"contact@{plain(name)}.example"
    talks_to = person or f"{chance.choice(names.WOMEN + names.MEN)} {_last(world)}"
    sales = world.colleagues("sales")
    return _contact(
        world, at, kind="pro", type=kind, civility=civility, last_name=name, person_name=talks_to, email=mail,
        phone=_landline(world), network_id=network_id,
        sales_rep_id=sales[0].staff_id if sales and kind == "agence" and chance.hit(0.6) else None,
    )  # fmt: skip


def private(world: World, at: datetime) -> dict[str, Any]:
    """Somebody who sells, buys or lets, met at that instant."""
    woman = world.chance.hit(0.5)
    first, last = world.chance.choice(names.WOMEN if woman else names.MEN), _last(world)
    couple = world.chance.hit(0.12)
    mail = f"{plain(first)}.{plain(last)}{world.chance.randrange(10, 99)}@courriel.example"
    return _contact(
        world, at, kind="private", type="particulier", civility="Mme et M." if couple else "Mme" if woman else "M.",
        first_name=first, last_name=last, email=mail if world.chance.hit(0.92) else "", mobile=_mobile(world),
    )  # fmt: skip


def _contact(world: World, at: datetime, **known: Any) -> dict[str, Any]:
    commune = draw(world.chance, world.places).commune
    row: dict[str, Any] = {
        "id": world.chance.id_at(at), "kind": "", "type": "", "civility": "", "first_name": "", "last_name": "",
        "person_name": "", "email": "", "phone": "", "mobile": "", "phone_typed": "", "mobile_typed": "",
        "address": street(world.chance), "postcode": commune.postcodes[0], "city": commune.name, "insee": commune.insee,
        "siret": "", "client_ref": "", "network_id": None, "sales_rep_id": None, "created_at": at, "updated_at": at,
    } | known  # fmt: skip
    row["last_name"] += world.mark
    row["phone_typed"], row["mobile_typed"] = _typed(row["phone"]), _typed(row["mobile"])
    row["folded"] = searchable_text(SimpleNamespace(**row))
    row["name_key"] = name_key(row["first_name"], row["last_name"])
    world.rows["contact"].append(row)
    after = {"last_name": row["last_name"], "first_name": row["first_name"]}
    world.act(at, _office(world), ("contact", row["id"]), "contact.created", after=after)
    return row


def _office(world: World) -> Any:
    return world.colleagues("office")[0]


def _last(world: World) -> str:
    local = names.LOCAL_LAST[world.places[0].commune.dept]
    return world.chance.choice(local if world.chance.hit(0.2) else names.LAST)


def _mobile(world: World) -> str:
    """In the range kept for fiction by the regulator: it rings nowhere."""
    return f"+3363998{world.chance.randrange(10_000):04d}"


def _landline(world: World) -> str:
    return f"{world.recipe.landline[:-4]}{world.chance.randrange(10_000):04d}"


def _typed(number: str) -> str:
    digits = "0" + number.removeprefix("+33")
    return " ".join(digits[n : n + 2] for n in range(0, 10, 2)) if number else ""
