"""A list of dwellings as one pastes it from a spreadsheet: titles on the first line, a dwelling a line. Pure."""

import csv
import re
from dataclasses import dataclass, field

from odissee.platform.errors import OdisseeError
from odissee.platform.french import fold

MOST = 60
TITLES = {
    "lot": ("lot", "lots", "n lot", "numero de lot", "no lot"), "floor": ("etage", "niveau"),
    "door": ("porte", "code", "porte ou code", "n porte"), "type": ("type", "type de bien", "nature"),
    "rooms": ("pieces", "nb pieces", "nombre de pieces", "p"), "surface": ("surface", "m2", "surface m2", "surface habitable"),
    "built_year": ("construction", "annee", "annee de construction"), "address": ("adresse", "rue"),
    "complement": ("complement", "batiment", "bat", "residence"), "postcode": ("code postal", "cp"), "city": ("ville", "commune"),
    "occupant": ("occupant", "locataire", "nom", "nom du locataire"), "phone": ("telephone", "tel", "portable", "mobile"),
    "access_notes": ("acces", "notes", "informations", "remarques", "commentaire"),
    "internal_ref": ("reference", "ref", "reference interne"),
}  # fmt: skip
BY_TITLE = {title: name for name, titles in TITLES.items() for title in titles}
KINDS = {"appartement": "flat", "appart": "flat", "studio": "flat", "maison": "house", "pavillon": "house",
         "villa": "house"}  # fmt: skip
ROOMS = re.compile(r"^[tf] ?(\d{1,2})(?: ?bis)?$")
NO_TITLES = "La première ligne ne porte pas de titres connus. Ajoutez par exemple : Lot, Étage, Pièces, Surface, Occupant."


class GridRefused(OdisseeError):
    """Nothing can be read in what was pasted."""

    status = 422


@dataclass(slots=True)
class Dwelling:
    """One line: `fields` are those of an order, raw; `occupant` and `phone` as written."""

    number: int
    fields: dict[str, str] = field(default_factory=dict)
    occupant: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """`ignored` are the titles that say nothing to an order."""

    dwellings: list[Dwelling]
    ignored: list[str]


def read_grid(text: str) -> Grid:
    """Cells apart by tabs, semicolons or commas; raises `GridRefused` with what to do.

    >>> [one.fields for one in read_grid("Lot;Pièces;Surface\\n12;T3;62,5\\n").dwellings]
    [{'lot': '12', 'rooms': '3', 'surface': '62,5', 'type': 'flat'}]
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if len(lines) < 2:
        raise GridRefused("Collez une ligne de titres, puis une ligne par bien.")
    if len(lines) > MOST + 1:
        raise GridRefused(
            f"{len(lines) - 1} lignes : {MOST} biens au plus en une fois. Coupez la liste en deux."
        )
    rows = list(csv.reader(lines, delimiter=_separator(lines[0])))
    names = [BY_TITLE.get(_title(cell), "") for cell in rows[0]]
    if sum(map(bool, names)) < 2 and names != ["lot"]:
        raise GridRefused(NO_TITLES)
    ignored = [cell.strip() for cell, name in zip(rows[0], names, strict=True) if not name and cell.strip()]
    return Grid([_dwelling(n, names, row) for n, row in enumerate(rows[1:], 1)], ignored)


def _separator(line: str) -> str:
    return max("\t;,", key=line.count)


def _title(cell: str) -> str:
    return re.sub(r"[^a-z0-9 ]+", " ", fold(cell)).strip()


def _dwelling(number: int, names: list[str], row: list[str]) -> Dwelling:
    one = Dwelling(number)
    for name, cell in zip(names, row, strict=False):
        said = cell.strip()
        if not name or not said:
            continue
        if name in ("occupant", "phone"):
            setattr(one, name, said)
        else:
            one.fields |= _said(name, said)
    return one


def _said(name: str, said: str) -> dict[str, str]:
    """« T3 » says the rooms and a flat, « Studio » one room; a surface loses its unit."""
    folded = fold(said).strip()
    rooms = ROOMS.match(folded)
    if name in ("type", "rooms") and rooms:
        return {"rooms": rooms[1], "type": "flat"}
    if name in ("type", "rooms") and folded == "studio":
        return {"rooms": "1", "type": "flat"}
    if name == "type":
        return {"type": KINDS[folded]} if folded in KINDS else {"type": "", "access_notes": said}
    return {name: re.sub(r"\s*m[²2]?$", "", said) if name == "surface" else said}
