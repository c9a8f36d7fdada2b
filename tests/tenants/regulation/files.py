"""Files of company Durand, in Pau, as the tests begin with them."""

from dataclasses import replace
from datetime import date
from typing import Any

from odissee.tenants.regulation import (
    Context,
    ErpZone,
    Heating,
    Period,
    PropertyType,
    Requirement,
    RuleBook,
    Sewer,
    Transaction,
    Use,
    Zones,
    required,
)

TODAY = date(2026, 11, 24)
HOUSE = Context(
    transaction=Transaction.SALE,
    property_type=PropertyType.HOUSE,
    use=Use.MAIN_HOME,
    mono_ownership=True,
    co_owned=False,
    permit_on=Period.year(1985),
    built_year=1986,
    insee="64445",
    surface=110,
    heating=Heating.INDIVIDUAL_GAS,
    gas_installation=Period.year(2000),
    electricity_installation=Period.year(2000),
    sewer=Sewer.PUBLIC,
    dpe_letter="D",
    furnished=False,
    zones=Zones(erp=ErpZone.YES, peb=False, merule=False, change_of_use=False),
)


def house(**changes: Any) -> Context:
    return replace(HOUSE, **changes)


def asked(code: str, context: Context, on_date: date = TODAY, book: RuleBook | None = None) -> Requirement:
    """What the engine says of one diagnostic."""
    found = required(context, on_date, book or RuleBook.bundled())
    return next(each for each in found if each.diagnostic == code)


def verdict(code: str, context: Context, on_date: date = TODAY, book: RuleBook | None = None) -> str:
    return asked(code, context, on_date, book).verdict.value
