"""Renders the counts of a list of products."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from functions.catalog.rules import PRICE_STEPS_MINOR
from functions.catalog.search.filters import REDUCED
from functions.runtime.http.replies import Reply

if TYPE_CHECKING:
    from functions.catalog.search.counts import Counted

VALUES_MAX = 40


class ValueCount(Reply):
    """How many products there would be with this value of the filter; with `more`, at least as many."""

    value: str
    products: int
    more: bool


class PriceCount(Reply):
    """Products in a range of prices, of which `price_max_minor` is null for the last; with `more`, at least as many."""

    price_min_minor: int
    price_max_minor: int | None
    products: int
    more: bool


Values = Annotated[list[ValueCount], Field(max_length=VALUES_MAX)]


class ProductCounts(Reply):
    """The numbers of products in a whole list; with `more`, not all were counted, and these are lower bounds.

    Each of `categories`, `vendors`, `options` and `prices` is counted as if the list was not filtered by it. An option
    is its name and its value, such as `Size=L`. Of each, the forty most frequent values are listed.
    """

    total: int
    available: int
    reduced: int
    more: bool
    categories: Values
    vendors: Values
    options: Values
    prices: list[PriceCount]


def counts_view(found: Mapping[str, "Counted"]) -> ProductCounts:
    total = found["total"]
    return ProductCounts(
        total=total.products["total"],
        available=total.products["available"],
        reduced=total.products.get(REDUCED, 0),
        more=total.more,
        categories=_values(found["category"], "category"),
        vendors=_values(found["vendor"], "vendor"),
        options=_values(found["option"], "option"),
        prices=_prices(found["price"]),
    )


def _values(counted: "Counted", kind: str) -> list[ValueCount]:
    values = list(counted.values(kind))[:VALUES_MAX]
    return [ValueCount(value=value, products=products, more=counted.more) for value, products in values]


def _prices(counted: "Counted") -> list[PriceCount]:
    """The ranges of prices that have products, the lowest first."""
    ends = [*(step - 1 for step in PRICE_STEPS_MINOR[1:]), None]
    places = sorted((int(place) - 1, products) for place, products in counted.values("price"))
    return [
        PriceCount(
            price_min_minor=PRICE_STEPS_MINOR[place], price_max_minor=ends[place], products=products, more=counted.more
        )
        for place, products in places
    ]
