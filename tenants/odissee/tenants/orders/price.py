"""The price of an order: a pack, the sum or a typed amount, then a discount typed or systematic (CREA-08 to 10)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from odissee.platform.fields import Form, parse_amount, parse_percent
from odissee.platform.french import percent_bp
from odissee.platform.money import BasisPoints, Money
from odissee.tenants.pricing import (
    Discount,
    DiscountRule,
    Offer,
    OrderTotals,
    PriceChoices,
    PriceContext,
    PricedItem,
    PriceMode,
    PricingError,
    Tariff,
    agency_discount_warning,
    check_limit,
    order_totals,
    price_order,
    systematic_discount,
    typed_offer,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a price is asked for. `limit` None: the person may force a price."""

    items: Sequence[PricedItem]
    context: PriceContext
    tariff: Tariff
    terms: Sequence[DiscountRule]
    limit: BasisPoints | None
    payer: UUID | None
    agencies: Sequence[UUID]


@dataclass(slots=True)
class PriceView:
    """`totals` None: there is no price yet, and `problems` says why. `raw_discount` is what the fields show."""

    choices: PriceChoices | None = None
    chosen: Offer | None = None
    key: str = ""
    discount: Discount | None = None
    totals: OrderTotals | None = None
    problems: list[str] = field(default_factory=list)
    warning: str | None = None
    offered: Discount | None = None
    kind: str = "percent"
    value: str = ""
    comment: str = ""

    @property
    def automatic(self) -> bool:
        return self.discount is not None and self.discount.automatic


def price_view(form: Form, asked: Asked) -> PriceView:
    """Everything that point 1 shows of the price; faults of the typed amount and discount are noted on the form."""
    view = PriceView()
    if asked.items:
        view.choices = price_order(asked.items, asked.context, asked.tariff)
        view.key, view.chosen = _chosen(form, asked, view.choices)
    _discount(form, asked, view)
    if view.chosen is None:
        return view
    try:
        _within_limit(form, asked, view)
        view.totals = order_totals(view.chosen, view.discount)
    except PricingError as error:
        view.problems = [price.sentence for price in view.chosen.missing] or [error.sentence]
    if view.totals:
        view.warning = agency_discount_warning(view.totals.discount, asked.payer, asked.agencies)
    return view


def _chosen(form: Form, asked: Asked, choices: PriceChoices) -> tuple[str, Offer | None]:
    """The radio's value and its offer; a pack that no longer matches gives way to what is proposed."""
    wanted = form.raw.get("price", "")
    if wanted == "typed":
        amount = form.read("price_amount", parse_amount)
        return wanted, typed_offer(amount, asked.items, asked.context) if amount else None
    offers = {f"pack:{pack.label}": pack for pack in reversed(choices.packs)} | {"units": choices.units}
    if wanted in offers:
        return wanted, offers[wanted]
    return next(key for key, offer in offers.items() if offer is choices.proposed), choices.proposed


def _discount(form: Form, asked: Asked, view: PriceView) -> None:
    """A person's discount if the field was ever touched, else the one that the prescriber's terms give."""
    raw, found = form.raw, systematic_discount(asked.terms, asked.context.on)
    view.offered = found
    if "discount_value" in raw:
        view.kind = "amount" if raw.get("discount_kind") == "amount" else "percent"
        view.value, view.comment = raw["discount_value"], raw.get("discount_comment", "")
        worth = form.read("discount_value", parse_percent if view.kind == "percent" else parse_amount) or 0
        if worth:
            percent, cut = (worth, 0) if view.kind == "percent" else (0, worth)
            view.discount = Discount(percent, cut, view.comment.strip())
        return
    if found is None:
        view.kind = "amount" if raw.get("discount_kind") == "amount" else "percent"
        view.comment = raw.get("discount_comment", "")
        return
    view.discount = replace(found, comment=raw.get("discount_comment") or found.comment)
    view.kind, view.comment = ("percent" if found.percent else "amount"), view.discount.comment
    view.value = percent_bp(found.percent).rstrip("\u202f\xa0% ") if found.percent else _euros(found.amount)


def _euros(cents: Money) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def _within_limit(form: Form, asked: Asked, view: PriceView) -> None:
    """A discount, or a typed amount under the tariff, may not take more than the person's profile allows."""
    chosen, name = view.chosen, "discount_value"
    if chosen is None:
        return
    try:
        if view.discount:
            check_limit(
                view.discount, sum(line.amount for line in chosen.lines if line.discountable), asked.limit
            )
        usual = view.choices.proposed if view.choices else None
        if chosen.mode is PriceMode.TYPED and usual and usual.complete and chosen.amount < usual.amount:
            name = "price_amount"
            check_limit(Discount(amount=usual.amount - chosen.amount), usual.amount, asked.limit)
    except PricingError as error:
        form.errors.setdefault(name, error.sentence)
