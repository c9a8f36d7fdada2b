"""Which of the prices of a company apply to an order, and which of them wins."""

from collections.abc import Iterable

from odissee.tenants.pricing.tariff import Conditions, PriceContext


def applies(row: Conditions, context: PriceContext) -> bool:
    """Whether every condition holds; a bracket asks for a size that is known."""
    return could_apply(row, context) and _size_holds(row, context)


def could_apply(row: Conditions, context: PriceContext) -> bool:
    """Whether every condition but the size holds."""
    return (
        row.valid_from <= context.on <= row.valid_to
        and row.transaction in (None, context.transaction)
        and row.property_type in (None, context.property_type)
        and row.site in (None, context.site)
        and (row.price_list is None or row.price_list in context.price_lists)
    )


def _size_holds(row: Conditions, context: PriceContext) -> bool:
    if row.bracket is None:
        return True
    size = context.size(row.bracket.measure)
    return size is not None and row.bracket.holds(size)


def most_precise[C: Conditions](rows: Iterable[C], context: PriceContext) -> C | None:
    """The row that says the most about the order: special list, site, type, transaction, size, then the newest.

    Two rows alike in all of it are told apart by nothing the law of the grid knows: the cheaper one
    is taken, so that the order in which rows are stored never changes a price.
    """
    return min(rows, key=lambda row: (_vagueness(row, context), _cost(row)), default=None)


def _vagueness(row: Conditions, context: PriceContext) -> tuple[int | float, ...]:
    lists = context.price_lists
    return (
        lists.index(row.price_list) if row.price_list is not None else len(lists),
        row.site is None,
        row.property_type is None,
        row.transaction is None,
        float(row.bracket.width) if row.bracket is not None else float("inf"),
        -row.valid_from.toordinal(),
    )


def _cost(row: Conditions) -> int:
    price = getattr(row, "price", None)
    return 0 if price is None else int(price.amount)
