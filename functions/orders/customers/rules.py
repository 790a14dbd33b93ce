"""Rules of a customer's view: the sum of their orders, and the delivery addresses."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

ADDRESSES_MAX = 10


class OrderFacts(Protocol):
    """The facts of an order; `gross_minor` is its captured or expected amount, if it counts as sold."""

    placed_at: datetime
    currency: str
    refunded_minor: int
    address: dict[str, Any]
    is_sold: bool
    gross_minor: int


@dataclass(frozen=True, slots=True)
class Spent:
    """The sums of the orders in one currency; `orders` counts those that were sold."""

    currency: str
    orders: int
    spent_minor: int
    refunded_minor: int


def spent(orders: Iterable[OrderFacts]) -> list[Spent]:
    """The sums in each currency, without orders that were rejected, cancelled, or not confirmed yet."""
    number, gross_minor, refunded_minor = Counter[str](), Counter[str](), Counter[str]()
    for order in orders:
        if order.is_sold:
            number[order.currency] += 1
            gross_minor[order.currency] += order.gross_minor
            refunded_minor[order.currency] += order.refunded_minor
    return [Spent(each, number[each], gross_minor[each], refunded_minor[each]) for each in sorted(number)]


def addresses(newest_first: Sequence[OrderFacts]) -> list[tuple[dict[str, Any], datetime]]:
    """The delivery addresses of the newest orders, with the time of the last order to each."""
    found: dict[str, tuple[dict[str, Any], datetime]] = {}
    for order in newest_first:
        # Orders that are old enough have none any more.
        if order.address:
            found.setdefault(json.dumps(order.address, sort_keys=True), (order.address, order.placed_at))
    return list(found.values())[:ADDRESSES_MAX]
