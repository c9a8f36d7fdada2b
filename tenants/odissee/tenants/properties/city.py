"""Postcode and city belong together: one of them alone names several communes."""

import re

from odissee.platform.fields import FieldError
from odissee.platform.french import fold
from odissee.tenants.geography import Commune, by_insee, by_postcode, search

_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_CEDEX = re.compile(r"\s+cedex(\s+\d+)?$")
_ARRONDISSEMENT = re.compile(
    r"^(paris|lyon|marseille)\s+(?:\d{1,2}(?:er|e|eme|ieme)?(?:\s+arrondissement)?)$"
)


def city_key(name: str) -> str:
    """What two writings of one city share: « ST ETIENNE CEDEX 1 » and « Saint-Étienne », « Paris 11 » and « Paris »."""
    plain = _CEDEX.sub("", " ".join(fold(name).replace(",", " ").replace(".", " ").split()))
    plain = re.sub(r"\s+france$", "", plain)
    found = _ARRONDISSEMENT.match(plain)
    return found[1] if found else " ".join(_SHORT.get(word, word) for word in plain.split())


def commune_of(postcode: str, city: str) -> Commune | None:
    """The one commune that a postcode and a city name, or one of them alone when it is enough; None in doubt."""
    if postcode:
        near = by_postcode(postcode)
        if city:
            near = [one for one in near if _named(one, city)]
            return _exactest(near, city)
        return near[0] if len(near) == 1 else None
    same = [one for one in search(city, 40) if city_key(one.name) == city_key(city)] if city else []
    same = [one for one in same if one.type != "arm"] or same
    return same[0] if len(same) == 1 else None


def check_city(insee: str | None, postcode: str, city: str) -> Commune | None:
    """The commune of an address; raises `error.postcode_city` when its postcode serves no city of that name.

    `insee` (of a chosen suggestion) settles ties. A postcode outside the list (a company's own, « CEDEX »)
    refuses nothing.
    """
    chosen = by_insee(insee)
    if chosen and (not city or _named(chosen, city)) and (not postcode or postcode in chosen.postcodes):
        return chosen
    if (
        postcode
        and city
        and by_postcode(postcode)
        and not any(_named(c, city) for c in by_postcode(postcode))
    ):
        raise FieldError("error.postcode_city", postcode=postcode, city=city)
    return commune_of(postcode, city)


def _named(commune: Commune, city: str) -> bool:
    return city_key(commune.name) == city_key(city)


def _exactest(found: list[Commune], city: str) -> Commune | None:
    """Between Lyon and Lyon 3e, both at 69003, the arrondissement, which is where the door is."""
    districts = [one for one in found if one.type == "arm"]
    return districts[0] if len(districts) == 1 else (found[0] if len(found) == 1 else None)
