"""A grid copied to another site, list, transaction or type of property, raised or lowered by a percentage."""

import re
from dataclasses import dataclass
from decimal import Decimal

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError, parse_percent
from odissee.platform.journal import Entry
from odissee.platform.money import ALL, BasisPoints, Money, divide
from odissee.tenants.catalogue.dated import valid_on
from odissee.tenants.catalogue.diagnostics import Diagnostic
from odissee.tenants.catalogue.grid import Grid, GridView, cell_key, grid_of, shown_price
from odissee.tenants.catalogue.set_prices import Change, set_prices
from odissee.tenants.catalogue.words import representative
from odissee.tenants.companies import FieldRefused
from odissee.tenants.pricing import Bracket


@dataclass(frozen=True, slots=True)
class Raise:
    """`percent` may be negative; `step` rounds the new price to that many cents."""

    percent: BasisPoints = 0
    step: Money = 1

    def of(self, price: Money) -> Money:
        raised = divide(price * (ALL + self.percent), ALL)
        return divide(raised, self.step) * self.step


def parse_raise(raw: str) -> BasisPoints:
    """« +5 % », « -2,5 »: from −90 to +100 %."""
    text = raw.strip().replace("−", "-").replace("–", "-")
    sign = -1 if text.startswith("-") else 1
    try:
        points = sign * parse_percent(re.sub(r"^[+-]\s*", "", text))
    except FieldError:
        raise FieldRefused("Écrivez un pourcentage entre −90 et +100. Exemple : 5 ou −2,5.") from None
    if points < -90_00:
        raise FieldRefused("Écrivez un pourcentage entre −90 et +100. Exemple : 5 ou −2,5.")
    return points


async def copy_grid(tx: TenantTransaction, source: Grid, target: GridView, rate: Raise) -> Entry | None:
    """Prices of the source in the cells of the target, from the target's day; an empty source cell changes nothing.

    When the two types of property have other brackets, a target bracket takes the price of the size it holds.
    """
    into = await grid_of(tx, target)
    changes: list[Change] = []
    for line in into.lines:
        for bracket in into.scale.brackets:
            price = _price_at(source, line.diagnostic, bracket)
            if price is not None:
                changes.append((line.diagnostic, bracket, rate.of(price)))
    return await set_prices(tx, into, changes, "price.copied")


def _price_at(source: Grid, diagnostic: Diagnostic, bracket: Bracket) -> Money | None:
    same = _bracket_for(source, bracket)
    row = valid_on(source.rows.get(cell_key(diagnostic.code, same), ()), source.view.on) if same else None
    return shown_price(row, diagnostic, source.view.basis, source.vat) if row else None


def _bracket_for(source: Grid, bracket: Bracket) -> Bracket | None:
    size: Decimal = representative(bracket)
    if source.scale.measure is not bracket.measure:
        return None
    return next((each for each in source.scale.brackets if each.holds(size)), None)
