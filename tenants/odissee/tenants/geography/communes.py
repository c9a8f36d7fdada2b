import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "communes.csv.gz"


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of the Code officiel géographique, or an arrondissement (`type == "arm"`) of its `parent`.

    `lat` and `lon` are the centroid of the commune, some kilometres from its town hall, and may be missing.
    """

    insee: str
    name: str
    type: str
    postcodes: tuple[str, ...]
    dept: str
    dept_name: str
    region: str
    population: int
    lat: float | None
    lon: float | None
    coord_source: str
    parent: str | None


def _number(text: str) -> float | None:
    return float(text) if text else None


def _read() -> Iterator[Commune]:
    text = gzip.decompress(_FILE.read_bytes()).decode().replace("'", "’")
    rows = csv.reader(text.splitlines())
    next(rows)
    for insee, name, kind, codes, dept, dept_name, _, region, people, lat, lon, source, _, parent in rows:
        yield Commune(
            insee,
            name,
            kind,
            tuple(codes.split("|")) if codes else (),
            dept,
            dept_name,
            region,
            int(people or 0),
            _number(lat),
            _number(lon),
            source,
            parent or None,
        )


@cache
def all_communes() -> dict[str, Commune]:
    """Every commune and arrondissement by INSEE code; read from the bundled file on first use."""
    return {commune.insee: commune for commune in _read()}


@cache
def _postcodes() -> dict[str, list[Commune]]:
    found: dict[str, list[Commune]] = defaultdict(list)
    for commune in all_communes().values():
        for code in commune.postcodes:
            found[code].append(commune)
    for communes in found.values():
        communes.sort(key=lambda commune: -commune.population)
    return dict(found)


def by_insee(insee: str | None) -> Commune | None:
    """The commune of this INSEE code, or None when the code is not (or no longer) one."""
    return all_communes().get(insee.upper()) if insee else None


def by_postcode(postcode: str) -> list[Commune]:
    """The communes that share this postcode, most populated first: one postcode may serve forty of them."""
    return list(_postcodes().get(postcode.replace(" ", ""), ()))
