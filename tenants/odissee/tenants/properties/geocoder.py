"""The address search of this process: the service of the settings, with our communes beneath it."""

from functools import cache

from odissee.platform.settings import settings
from odissee.routing.geocoding import Chain, Communes, Geoplateforme, Town
from odissee.tenants.geography import by_insee, search


@cache
def geocoder() -> Chain:
    """Made on first use, one per process: its breaker is the memory of a silent service."""
    url = settings().address_url
    return Chain(communes(), Geoplateforme(url, locate=_centre) if url else None)


@cache
def communes() -> Communes:
    """The commune level alone: no network, no database."""
    return Communes(_towns)


def _towns(text: str, limit: int) -> list[Town]:
    return [Town(c.name, c.insee, c.postcodes, c.lat, c.lon) for c in search(text, limit)]


def _centre(insee: str) -> tuple[float, float] | None:
    commune = by_insee(insee)
    if commune is None or commune.lat is None or commune.lon is None:
        return None
    return commune.lat, commune.lon
