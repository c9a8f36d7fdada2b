from collections.abc import Sequence

from odissee.platform.money import Money
from odissee.tenants.pricing.conditions import applies, most_precise
from odissee.tenants.pricing.offers import Offer
from odissee.tenants.pricing.pack_rule import PackRule
from odissee.tenants.pricing.tariff import Pack, PriceContext, PricedItem


def matching_packs(items: Sequence[PricedItem], context: PriceContext, packs: Sequence[Pack]) -> list[Pack]:
    """Packs whose diagnostics are all ticked and whose conditions hold.

    Among packs of the same diagnostics, only the most precise one: a special list or a size bracket
    replaces the general price, it does not compete with it.
    """
    ticked = {item.code for item in items}
    found: dict[frozenset[str], list[Pack]] = {}
    for pack in packs:
        if pack.diagnostics and pack.diagnostics <= ticked and applies(pack, context):
            found.setdefault(pack.diagnostics, []).append(pack)
    winners = (most_precise(group, context) for group in found.values())
    return [pack for pack in winners if pack is not None]


def propose(rule: PackRule, packs: Sequence[Offer], units: Offer) -> Offer:
    """The offer ticked at first: the cheapest complete one, or a complete pack before anything else."""
    complete = [offer for offer in (*packs, units) if offer.complete]
    if rule is PackRule.PACK_FIRST:
        complete = [offer for offer in packs if offer.complete][:1] or complete
    return min(complete, key=_price, default=units)


def best_first(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Packs that cover the most diagnostics first, then the cheapest, then by name."""
    return tuple(sorted(offers, key=lambda offer: (-_covered(offer), offer.amount, offer.label)))


def _covered(offer: Offer) -> int:
    return max((len(line.diagnostics) for line in offer.lines), default=0)


def _price(offer: Offer) -> tuple[Money, str]:
    return offer.amount, offer.label
