"""Additions of the whole company: an amount or a percentage by kind, dated as prices are."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import Form, parse_integer, parse_percent
from odissee.platform.french import percent_bp
from odissee.platform.journal import Entry
from odissee.tenants.catalogue.dated import change_from, valid_on
from odissee.tenants.catalogue.revision import SURCHARGE, Replacement, Row, new_row, replace_rows
from odissee.tenants.catalogue.words import SURCHARGES, parse_price, typed_amount
from odissee.tenants.pricing import SurchargeKind

ROWS = """
select to_jsonb(t) from surcharge t where site_id is null and (valid_to is null or valid_to >= $1)
 order by valid_from nulls first"""
COUNTED = (SurchargeKind.ANNEX, SurchargeKind.SAMPLE)
type Worth = tuple[int | None, int]
"""(cents, None for a percentage; basis points)."""


def parse_worth(raw: str) -> Worth:
    """« 15,00 € » or « 15 % »."""
    if re.search(r"%\s*$", raw):
        return None, parse_percent(raw)
    return parse_price(raw), 0


async def surcharge_rows(tx: TenantTransaction, on: date) -> dict[str, list[Row]]:
    """The company's rows in force that day or planned, by kind."""
    found: dict[str, list[Row]] = {kind.value: [] for kind in SurchargeKind}
    for each in await tx.fetch(ROWS, on):
        found[each[0]["kind"]].append(each[0])
    return found


def shown_surcharges(rows: Mapping[str, list[Row]], on: date) -> dict[str, str]:
    """The fields of the form, as they stand."""
    shown: dict[str, str] = {}
    for kind in SurchargeKind:
        row = valid_on(rows[kind], on)
        shown[f"s_{kind}"] = "" if row is None else _worth_words(row)
        if kind in COUNTED:
            shown[f"i_{kind}"] = str(row["included"]) if row else "0"
    return shown


def _worth_words(row: Row) -> str:
    if row["amount_cents"] is None:
        return percent_bp(row["percent_bp"])
    return typed_amount(row["amount_cents"])


def read_surcharges(form: Form) -> dict[SurchargeKind, tuple[Worth | None, int]]:
    """What was typed by kind: its worth, None when empty, and how many are included."""
    return {
        kind: (
            form.read(f"s_{kind}", parse_worth),
            form.read(f"i_{kind}", parse_integer) or 0 if kind in COUNTED else 0,
        )
        for kind in SurchargeKind
    }


async def set_surcharges(
    tx: TenantTransaction, typed: Mapping[SurchargeKind, tuple[Worth | None, int]], on: date
) -> Entry | None:
    """Write what differs, from a day; None when nothing does."""
    rows = await surcharge_rows(tx, on)
    leave: list[Row] = []
    come: list[Row] = []
    for kind, (worth, included) in typed.items():
        standing = valid_on(rows[kind], on)
        if _same(standing, worth, included):
            continue
        new = _row(tx, kind, worth, included, standing) if worth is not None else None
        left, added = change_from(rows[kind], on, new)
        leave, come = [*leave, *left], [*come, *added]
    return (
        await replace_rows(tx, "surcharge.changed", Replacement(SURCHARGE, leave, come))
        if leave or come
        else None
    )


def _same(row: Row | None, worth: Worth | None, included: int) -> bool:
    if row is None or worth is None:
        return row is None and worth is None
    return (row["amount_cents"], row["percent_bp"], row["included"]) == (*worth, included)


def _row(
    tx: TenantTransaction, kind: SurchargeKind, worth: Worth, included: int, standing: Row | None
) -> Row:  # fmt: skip
    kept: dict[str, Any] = {
        "label": SURCHARGES[kind].removeprefix("Par ").capitalize(),
        "minutes": 0,
        "vat_bp": 20_00,
    }
    if standing is not None:
        kept = {name: standing[name] for name in kept}
    amount, percent = worth
    return new_row(
        tx,
        kind=kind.value,
        amount_cents=amount,
        percent_bp=percent,
        basis="incl",
        included=included,
        site_id=None,
        **kept,
    )
