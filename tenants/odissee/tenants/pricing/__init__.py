"""What a mission costs: unit prices, packs, surcharges, discounts, travel and VAT, as arithmetic on values.

Invariants: amounts are cents in the basis of the order (HT or TTC), kept to the cent; lines add up
to the totals and HT + VAT = TTC; a diagnostic without a price is said, never counted as zero. The
examples of `worked_examples.toml` are read by the tests and shown in the help.
"""

from odissee.tenants.pricing.discounts import (
    Discount,
    DiscountRule,
    agency_discount_warning,
    check_limit,
    limit_of,
    systematic_discount,
)
from odissee.tenants.pricing.errors import (
    DiscountAboveLimit,
    DiscountTooLarge,
    MissingPrices,
    NegativeDiscount,
    NothingToPrice,
    PricingError,
)
from odissee.tenants.pricing.grid import MissingPrice, UnitPrice, unit_price
from odissee.tenants.pricing.offers import LineKind, Offer, OfferLine, PriceChoices, PriceMode
from odissee.tenants.pricing.pack_rule import PackRule
from odissee.tenants.pricing.price_order import price_order, typed_offer
from odissee.tenants.pricing.tariff import (
    Basis,
    Bracket,
    Measure,
    Pack,
    Price,
    PriceContext,
    PricedItem,
    PriceRow,
    Surcharge,
    SurchargeKind,
    Tariff,
)
from odissee.tenants.pricing.totals import OrderLine, OrderTotals, order_totals
from odissee.tenants.pricing.travel import TravelRule, travel_fee
from odissee.tenants.pricing.vat import VatRegime, vat_regime

__all__ = [
    "Basis",
    "Bracket",
    "Discount",
    "DiscountAboveLimit",
    "DiscountRule",
    "DiscountTooLarge",
    "LineKind",
    "Measure",
    "MissingPrice",
    "MissingPrices",
    "NegativeDiscount",
    "NothingToPrice",
    "Offer",
    "OfferLine",
    "OrderLine",
    "OrderTotals",
    "Pack",
    "PackRule",
    "Price",
    "PriceChoices",
    "PriceContext",
    "PriceMode",
    "PriceRow",
    "PricedItem",
    "PricingError",
    "Surcharge",
    "SurchargeKind",
    "Tariff",
    "TravelRule",
    "UnitPrice",
    "VatRegime",
    "agency_discount_warning",
    "check_limit",
    "limit_of",
    "order_totals",
    "price_order",
    "systematic_discount",
    "travel_fee",
    "typed_offer",
    "unit_price",
    "vat_regime",
]
