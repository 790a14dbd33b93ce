"""Decides which former and lowest prices are shown beside a price."""


def shown_compare_at(price_minor: int, compare_at_price_minor: int | None) -> int | None:
    """The former price, if it is higher than the present one."""
    is_lower = compare_at_price_minor is not None and compare_at_price_minor > price_minor
    return compare_at_price_minor if is_lower else None


def shown_lowest(price_minor: int, compare_at_price_minor: int | None, lowest_before_minor: int | None) -> int | None:
    """The lowest price of the 30 days before a reduction, which has to be shown beside it (Directive 98/6/EC, Art. 6a);
    None if the price is not announced as reduced.
    """
    is_reduced = shown_compare_at(price_minor, compare_at_price_minor) is not None
    return lowest_before_minor if is_reduced else None
