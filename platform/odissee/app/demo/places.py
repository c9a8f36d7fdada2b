"""Real communes around a company, the near and the big ones more often, and addresses composed for them."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from odissee.app.demo.names import STREETS
from odissee.app.demo.recipe import Recipe
from odissee.app.demo.seeded import Chance
from odissee.tenants.geography import Commune, all_communes, by_insee


@dataclass(frozen=True, slots=True)
class Place:
    """A commune with its weight in the draw and its distance as the crow flies."""

    commune: Commune
    weight: float
    kilometres: float


def places_around(recipe: Recipe) -> list[Place]:
    """Communes in reach of the company, its own first."""
    home = by_insee(recipe.insee)
    if home is None or home.lat is None:
        raise ValueError(recipe.insee)
    found = [_place(home, commune) for commune in all_communes().values() if _possible(recipe, home, commune)]
    near = [place for place in found if place.kilometres <= recipe.kilometres]
    return sorted(near, key=lambda place: (place.kilometres, place.commune.insee))


def _possible(recipe: Recipe, home: Commune, commune: Commune) -> bool:
    inside = commune.dept == home.dept or not recipe.only_dept
    return inside and commune.type != "arm" and commune.lat is not None and bool(commune.postcodes)


def _place(home: Commune, commune: Commune) -> Place:
    away = kilometres(home, commune)
    return Place(commune, (commune.population + 50) ** 0.85 / (4 + away), away)


def kilometres(a: Commune, b: Commune) -> float:
    """As the crow flies."""
    lat1, lon1, lat2, lon2 = (radians(value or 0) for value in (a.lat, a.lon, b.lat, b.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def draw(chance: Chance, places: list[Place]) -> Place:
    return chance.choices(places, [place.weight for place in places])[0]


def street(chance: Chance) -> str:
    """« 12 bis rue des Lilas »: composed, so it may not exist there."""
    number = chance.randrange(1, 90)
    return f"{number}{' bis' if chance.hit(0.05) else ''} {chance.choice(STREETS)}"
