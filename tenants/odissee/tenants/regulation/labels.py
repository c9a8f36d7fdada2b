import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

import msgspec

from .errors import LabelOutOfScope
from .facts_catalogue import DATA
from .period import french_date
from .rule import Status

LETTERS = "ABCDEFG"
type Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Upper bounds of A to F, excluded; `high_*` replace those of E and F in altitude. `sref` in m²."""

    energy: tuple[int, ...]
    ges: tuple[int, ...]
    high_energy: tuple[int, ...]
    high_ges: tuple[int, ...]
    sref: int | None = None

    def bounds(self, high: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if high:
            return self.energy[:4] + self.high_energy, self.ges[:4] + self.high_ges
        return self.energy, self.ges


@dataclass(frozen=True, slots=True)
class LimitTable:
    """A dated table of limits; `max_sref` bounds the surfaces that it serves, in m²."""

    key: str
    title: str
    valid_from: date
    source: str
    status: Status
    high_above_metres: int
    high_zones: tuple[str, ...]
    high_status: Status
    rows: tuple[LimitRow, ...]
    max_sref: int | None = None

    def serves(self, sref: Number | None, on_date: date) -> bool:
        return self.valid_from <= on_date and (
            self.max_sref is None or (sref is not None and sref <= self.max_sref)
        )

    def rows_for(self, sref: Number | None) -> tuple[LimitRow, ...]:
        """The row of this surface, or the two between which it lies; below the smallest, the smallest."""
        smallest = self.rows[0].sref
        if sref is None or smallest is None:
            return self.rows
        sref = max(sref, smallest)
        return tuple(row for row in self.rows if row.sref in {math.floor(sref), math.ceil(sref)})


@dataclass(frozen=True, slots=True)
class Label:
    """The letters of a DPE. When `certain` is False, they are the worst that the tables allow; `possible` lists all."""

    energy: str
    ges: str
    label: str
    certain: bool
    possible: tuple[str, ...]
    status: Status
    source: str


@cache
def label_tables() -> tuple[LimitTable, ...]:
    """The dated tables of limits, for the page « Réglementation »."""
    text = (DATA / "labels.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, tuple[LimitTable, ...]])["table"]


def dpe_label(
    sref: Number | None,
    energy: Number,
    ges: Number,
    altitude: Number | None,
    climate_zone: str | None,
    on_date: date,
) -> Label:
    """The letters of a DPE from the report's own primary energy and emissions per m²; the label is the worse (CASE-052).

    Values are floored, then compared strictly. What is unknown (altitude, zone, surface, the rule between two rows of
    the small surfaces) is tried every way: `certain` tells whether all ways agree. Raises LabelOutOfScope.
    """
    found = [
        (_letter(energy, bounds[0]), _letter(ges, bounds[1]), table, high)
        for table in _tables(sref, on_date)
        for row, high in product(table.rows_for(sref), _highs(table, altitude, climate_zone))
        for bounds in [row.bounds(high)]
    ]
    energies, gases = {each[0] for each in found}, {each[1] for each in found}
    labels = tuple(sorted({max(each[0], each[1]) for each in found}))
    sure = all(
        (table.high_status if high else table.status) is Status.VERIFIED for _, _, table, high in found
    )
    return Label(
        energy=max(energies),
        ges=max(gases),
        label=labels[-1],
        certain=len(labels) == len(energies) == len(gases) == 1,
        possible=labels,
        status=Status.VERIFIED if sure else Status.TO_VERIFY,
        source="\u202f; ".join(dict.fromkeys(table.source for _, _, table, _ in found)),
    )


def _tables(sref: Number | None, on_date: date) -> list[LimitTable]:
    """The narrowest table in force that serves this surface; every one in force when the surface is unknown."""
    in_force = [table for table in label_tables() if table.valid_from <= on_date]
    if not in_force:
        first = min(table.valid_from for table in label_tables())
        raise LabelOutOfScope(f"Aucune limite de classe avant le {french_date(first)}.")
    if sref is None:
        return in_force
    return [table for table in in_force if table.serves(sref, on_date)][-1:]


def _highs(table: LimitTable, altitude: Number | None, climate_zone: str | None) -> tuple[bool, ...]:
    low_zone = climate_zone is not None and climate_zone not in table.high_zones
    low_land = altitude is not None and altitude <= table.high_above_metres
    if low_zone or low_land:
        return (False,)
    return (True,) if altitude is not None and climate_zone is not None else (False, True)


def _letter(value: Number, bounds: tuple[int, ...]) -> str:
    return LETTERS[sum(math.floor(value) >= bound for bound in bounds)]
