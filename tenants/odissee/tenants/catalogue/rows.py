"""Rows of the price tables as the arithmetic of prices reads them."""

from datetime import date
from decimal import Decimal
from typing import Any

from odissee.tenants.pricing import (
    Basis,
    Bracket,
    Measure,
    Pack,
    Price,
    PriceRow,
    Surcharge,
    SurchargeKind,
    TravelRule,
)


def bracket_of(row: Any) -> Bracket | None:
    """None: the price holds whatever the size."""
    return Bracket(Measure(row["measure"]), row["above"], row["up_to"]) if row["measure"] else None


def _conditions(row: Any) -> dict[str, Any]:
    return {
        "transaction": row["transaction"],
        "property_type": row["property_type"],
        "bracket": bracket_of(row),
        "price_list": str(row["special_price_id"]) if row["special_price_id"] else None,
        **_where_and_when(row),
    }


def _where_and_when(row: Any) -> dict[str, Any]:
    return {
        "site": str(row["site_id"]) if row["site_id"] else None,
        "valid_from": row["valid_from"] or date.min,
        "valid_to": row["valid_to"] or date.max,
    }


def price_of(row: Any) -> Price:
    return Price(row["amount_cents"], Basis(row["basis"]))


def price_row(row: Any) -> PriceRow:
    return PriceRow(
        diagnostic=row["diagnostic"], price=price_of(row), minutes=row["minutes"], **_conditions(row)
    )


def pack_row(row: Any) -> Pack:
    return Pack(
        name=row["name"], diagnostics=frozenset(row["diagnostics"]), price=price_of(row),
        minutes=row["minutes"], vat_rate=row["vat_bp"], **_conditions(row),
    )  # fmt: skip


def surcharge_row(row: Any) -> Surcharge:
    return Surcharge(
        kind=SurchargeKind(row["kind"]), label=row["label"],
        price=price_of(row) if row["amount_cents"] is not None else None,
        percent=row["percent_bp"], included=row["included"], minutes=row["minutes"], vat_rate=row["vat_bp"],
        **_where_and_when(row),
    )  # fmt: skip


def travel_rule(row: Any) -> TravelRule | None:
    """None: the company asks nothing for the road."""
    if row["km_cents"] is None:
        return None
    return TravelRule(
        row["km_cents"],
        Decimal(row["km_free"]),
        row["km_minimum_cents"],
        row["km_maximum_cents"],
        row["km_billed"],
    )
