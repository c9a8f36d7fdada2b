from collections.abc import Iterable

from odissee.platform.money import Money, percent_of
from odissee.tenants.pricing.conditions import applies, most_precise
from odissee.tenants.pricing.offers import LineKind, OfferLine, main_rate
from odissee.tenants.pricing.tariff import PriceContext, Surcharge, SurchargeKind, Tariff


def surcharge_lines(
    services: tuple[OfferLine, ...], context: PriceContext, tariff: Tariff
) -> Iterable[OfferLine]:
    """One line per kind of surcharge that the order calls for; percentages are of the services alone."""
    for kind in SurchargeKind:
        rows = (row for row in tariff.surcharges if row.kind is kind and applies(row, context))
        surcharge = most_precise(rows, context)
        times = 0 if surcharge is None else max(0, _occurrences(kind, context) - surcharge.included)
        if surcharge is not None and times and services:
            yield _line(surcharge, times, services, context)


def _occurrences(kind: SurchargeKind, context: PriceContext) -> int:
    return {
        SurchargeKind.ANNEX: context.annexes,
        SurchargeKind.SAMPLE: context.samples,
        SurchargeKind.EVENING: int(context.evening),
        SurchargeKind.SATURDAY: int(context.saturday),
        SurchargeKind.URGENT: int(context.urgent),
    }[kind]


def _line(
    surcharge: Surcharge, times: int, services: tuple[OfferLine, ...], context: PriceContext
) -> OfferLine:
    rate = context.vat.rate(surcharge.vat_rate) if surcharge.price is not None else main_rate(services)
    base = sum(line.amount for line in services)
    label = f"{surcharge.label} × {times}" if times > 1 else surcharge.label
    amount = times * _once(surcharge, base, context)
    return OfferLine(LineKind.SURCHARGE, label, amount, rate, times * surcharge.minutes)


def _once(surcharge: Surcharge, base: Money, context: PriceContext) -> Money:
    if surcharge.price is None:
        return percent_of(base, surcharge.percent)
    return surcharge.price.in_basis(context.basis, context.vat.rate(surcharge.vat_rate))
