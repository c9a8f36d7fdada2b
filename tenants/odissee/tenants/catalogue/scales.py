"""The size brackets that make the columns of the grid, one scale per type of property, dated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.french import numeric_date
from odissee.platform.journal import Entry
from odissee.tenants.catalogue.dated import starts
from odissee.tenants.catalogue.revision import (
    PRICE_SCALE,
    UNIT_PRICE,
    Replacement,
    Row,
    new_row,
    replace_rows,
)
from odissee.tenants.catalogue.words import representative
from odissee.tenants.companies import FieldRefused
from odissee.tenants.pricing import Bracket, Measure

IN_FORCE = """
select measure, bounds from price_scale where property_type = $1 and (valid_from is null or valid_from <= $2)
 order by valid_from desc nulls last limit 1"""
SAME_DAY = "select to_jsonb(t) from price_scale t where property_type = $1 and valid_from = $2"
LATER_SCALE = "select min(valid_from) from price_scale where property_type = $1 and valid_from > $2"
SIZED = """
select to_jsonb(t) from unit_price t where property_type = $1 and measure is not null
   and (valid_to is null or valid_to >= $2) order by above for update"""


@dataclass(frozen=True, slots=True)
class Scale:
    """Upper bounds, each included; one more bracket is without end."""

    measure: Measure
    bounds: tuple[Decimal, ...]

    @property
    def brackets(self) -> tuple[Bracket, ...]:
        """The columns, the smallest first."""
        pairs = zip((Decimal(0), *self.bounds), (*self.bounds, None), strict=True)
        return tuple(Bracket(self.measure, above, up_to) for above, up_to in pairs)


USUAL = Scale(Measure.ROOMS, tuple(map(Decimal, (1, 2, 3, 4, 5))))


async def scale_of(tx: TenantTransaction, property_type: str, on: date) -> Scale:
    """The scale in force that day; the usual one by rooms when none was ever set."""
    row = await tx.fetchrow(IN_FORCE, property_type, on)
    return Scale(Measure(row["measure"]), tuple(row["bounds"])) if row is not None else USUAL


def parse_bounds(raw: str) -> tuple[Decimal, ...]:
    """« 1, 2, 3, 5 » or « 50 ; 100 ; 200 »: rising numbers above zero, twelve at the most."""
    parts = raw.replace(";", " ").replace("/", " ").replace(", ", " ").replace("m²", " ").split()
    try:
        bounds = tuple(Decimal(part.rstrip(",").replace(",", ".")) for part in parts)
    except ArithmeticError:
        raise FieldRefused("Écrivez des nombres séparés par des espaces. Exemple : 1 2 3 4 5.") from None
    if not all(bound.is_finite() for bound in bounds) or any(round(bound, 2) != bound for bound in bounds):
        raise FieldRefused("Écrivez des nombres séparés par des espaces. Exemple : 1 2 3 4 5.")
    if (
        not 1 <= len(bounds) <= 12
        or list(bounds) != sorted(set(bounds))
        or bounds[0] <= 0
        or bounds[-1] > 99_999
    ):
        raise FieldRefused("Les tranches montent, de 1 à 12 nombres au-dessus de zéro. Exemple : 1 2 3 4 5.")
    return bounds


async def change_scale(tx: TenantTransaction, property_type: str, scale: Scale, on: date) -> Entry:
    """Cut the grid of a type of property anew from a day: each new bracket takes the price of the size it holds.

    From rooms to square metres no size corresponds: brackets take the prices in their order. Refused when prices
    are already planned after that day, since they stand in the former brackets.
    """
    rows = [each[0] for each in await tx.fetch(SIZED, property_type, on)]
    later = max((starts(row) for row in rows), default=date.min)
    planned: date | None = await tx.fetchval(LATER_SCALE, property_type, on)
    if later > on or planned is not None:
        day = numeric_date(max(later, planned or later))
        raise FieldRefused(
            f"Des prix sont déjà programmés jusqu’au {day}. Choisissez une date à partir de ce jour."
        )
    leave = [each[0] for each in await tx.fetch(SAME_DAY, property_type, on)]
    values: dict[str, Any] = {
        "property_type": property_type,
        "measure": scale.measure.value,
        "valid_from": on.isoformat(),
    }
    come = [new_row(tx, bounds=[str(bound) for bound in scale.bounds], **values)]
    left, added = _cut_again(tx, rows, scale, on)
    return await replace_rows(
        tx, "scale.changed", Replacement(PRICE_SCALE, leave, come), Replacement(UNIT_PRICE, left, added)
    )


def _cut_again(
    tx: TenantTransaction, rows: Sequence[Row], scale: Scale, on: date
) -> tuple[list[Row], list[Row]]:
    lines: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        where = (row["diagnostic"], row["transaction"], row["site_id"], row["special_price_id"])
        lines.setdefault(where, []).append(row)
    closed = [
        row | {"valid_to": date.fromordinal(on.toordinal() - 1).isoformat()}
        for row in rows
        if starts(row) < on
    ]
    fresh = [
        new_row(tx, **_copied(_source(line, bracket, place)), **bracket_values(bracket), valid_from=on.isoformat(),
                valid_to=None)
        for line in lines.values()
        for place, bracket in enumerate(scale.brackets)
    ]  # fmt: skip
    return list(rows), closed + fresh


def bracket_values(bracket: Bracket) -> dict[str, Any]:
    """The three columns of a bracket, as JSON holds them."""
    up_to = str(bracket.up_to) if bracket.up_to is not None else None
    return {"measure": bracket.measure.value, "above": str(bracket.above), "up_to": up_to}


def _source(line: Sequence[Row], bracket: Bracket, place: int) -> Row:
    size = float(representative(bracket))
    if line[0]["measure"] == bracket.measure.value:
        for row in line:
            if row["above"] < size and (row["up_to"] is None or size <= row["up_to"]):
                return row
    return line[min(place, len(line) - 1)]


def _copied(row: Row) -> Row:
    names = (
        "diagnostic",
        "transaction",
        "property_type",
        "site_id",
        "special_price_id",
        "amount_cents",
        "basis",
        "minutes",
    )
    return {name: row[name] for name in names}
