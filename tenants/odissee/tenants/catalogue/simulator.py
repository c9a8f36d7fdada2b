"""The price of an order that is not one: what the order screen would show, with nothing saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import (
    Form,
    parse_amount,
    parse_integer,
    parse_percent,
    parse_postcode,
    parse_surface,
)
from odissee.tenants.catalogue.diagnostics import diagnostics_of
from odissee.tenants.catalogue.special_terms import special_terms
from odissee.tenants.catalogue.tariff import tariff_of
from odissee.tenants.catalogue.words import PROPERTY_TYPES, TRANSACTIONS
from odissee.tenants.pricing import (
    Discount,
    Offer,
    OrderTotals,
    PriceChoices,
    PriceContext,
    PricingError,
    order_totals,
    price_order,
    systematic_discount,
    vat_regime,
)

CONTACT = """
select id from contact where trashed_at is null and merged_into is null and lower(last_name) = lower($1)
 order by kind desc limit 1"""


@dataclass(frozen=True, slots=True)
class Trial:
    """The choices, the totals of the chosen one after discount, or the sentence that says why there is none."""

    choices: PriceChoices
    chosen: Offer
    totals: OrderTotals | None
    discount: Discount | None
    refusal: str = ""
    unknown_prescriber: bool = False


async def simulate(
    tx: TenantTransaction, raw: Mapping[str, str], ticked: list[str], on: date, site: UUID | None
) -> tuple[Form, Trial | None]:
    """The form with its faults, and the trial when nothing is wrong in it."""
    form = Form(raw)
    values = _read(form)
    if form.errors:
        return form, None
    contact = await tx.fetchval(CONTACT, values["prescriber"]) if values["prescriber"] else None
    contacts = [contact] if contact else []
    terms = await special_terms(tx, contacts, on)
    context = await _context(tx, values, on, site, terms.price_lists)
    items = [each.priced for each in await diagnostics_of(tx) if each.code in ticked and each.active]
    choices = price_order(items, context, await tariff_of(tx, site, on, contacts))
    discount = (
        Discount(percent=values["discount"])
        if values["discount"]
        else systematic_discount(terms.discounts, on)
    )
    return form, _trial(
        choices, _chosen(choices, _picked(raw)), discount, bool(values["prescriber"]) and not contact
    )


def _read(form: Form) -> dict[str, Any]:
    return {
        "rooms": form.read("pieces", parse_integer),
        "surface": form.read("surface", parse_surface),
        "annexes": form.read("dependances", parse_integer) or 0,
        "samples": form.read("prelevements", parse_integer) or 0,
        "km": form.read("km", parse_amount),
        "postcode": form.read("code_postal", parse_postcode) or "",
        "discount": form.read("remise", parse_percent) or 0,
        "prescriber": form.raw.get("prescripteur", "").strip(),
        "transaction": form.raw.get("transaction", "sale"),
        "property_type": form.raw.get("bien", "flat"),
        **{name: form.checked(name) for name in ("evening", "saturday", "urgent")},
    }


async def _context(
    tx: TenantTransaction, values: dict[str, Any], on: date, site: UUID | None, lists: tuple[str, ...]
) -> PriceContext:
    franchise = bool(await tx.fetchval("select vat_regime = 'franchise' from company"))
    return PriceContext(
        on=on,
        transaction=values["transaction"] if values["transaction"] in TRANSACTIONS else "sale",
        property_type=values["property_type"] if values["property_type"] in PROPERTY_TYPES else "flat",
        rooms=values["rooms"], surface=values["surface"], site=str(site) if site else None, price_lists=lists,
        annexes=values["annexes"], samples=values["samples"], evening=values["evening"], saturday=values["saturday"],
        urgent=values["urgent"], travel_km=None if values["km"] is None else Decimal(values["km"]) / 100,
        vat=vat_regime(values["postcode"], franchise=franchise),
    )  # fmt: skip


def _picked(raw: Mapping[str, str]) -> str:
    """What the person chose; nothing while they keep what was proposed, so that the next proposal holds."""
    chosen = raw.get("prix", "")
    return "" if chosen == raw.get("propose", "") else chosen


def _chosen(choices: PriceChoices, mode: str) -> Offer:
    if mode == "units":
        return choices.units
    return next((offer for offer in choices.packs if offer.label == mode), choices.proposed)


def _trial(choices: PriceChoices, chosen: Offer, discount: Discount | None, unknown: bool) -> Trial:
    try:
        return Trial(choices, chosen, order_totals(chosen, discount), discount, unknown_prescriber=unknown)
    except PricingError as error:
        return Trial(choices, chosen, None, discount, str(error), unknown)
